package dev.leeway.collector.server;

import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problem;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.server.intake.Intake;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What a process says of itself. */
final class ProcessApi {
    /** Of a section that is in no store: asking for it is the smallest question there is. */
    private static final String NO_SECTION = "c1:sha256:" + "0".repeat(64);

    private static final int SOON = 5;

    private final SnapshotStore store;
    private final Intake intake;
    private final Metrics metrics;
    private final Supplier<byte[]> description;

    ProcessApi(SnapshotStore store, Intake intake, Metrics metrics, Supplier<byte[]> description) {
        this.store = store;
        this.intake = intake;
        this.metrics = metrics;
        this.description = description;
    }

    Answer health(Call call, Caller caller) {
        return Answer.text(200, "text/plain", "up\n");
    }

    Answer ready(Call call, Caller caller) throws RefusedException {
        boolean answers;
        try {
            answers = store.lacking(List.of(NO_SECTION)).equals(Set.of(NO_SECTION));
        } catch (StoreException e) {
            throw notReady("the store does not answer", Optional.of(e));
        }
        if (!answers || metrics.failedJustNow()) {
            throw notReady("the store does not answer");
        }
        if (!intake.hasRoom()) {
            throw notReady("too many deliveries wait");
        }
        return Answer.text(200, "text/plain", "ready\n");
    }

    private static RefusedException notReady(String detail) {
        return notReady(detail, Optional.empty());
    }

    private static RefusedException notReady(String detail, Optional<StoreException> cause) {
        Problem problem = new Problem(503, "Not ready", detail, "the collector's own messages say what is wrong", SOON);
        return cause.map(failure -> new RefusedException("not-ready", problem, failure))
                .orElseGet(() -> new RefusedException("not-ready", problem));
    }

    Answer metrics(Call call, Caller caller) {
        Answer text = Answer.text(200, "text/plain", metrics.text());
        return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", text.body(), Map.of());
    }

    Answer description(Call call, Caller caller) {
        return Answer.json(200, description.get());
    }
}
