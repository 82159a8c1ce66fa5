package dev.leeway.collector.server.intake;

import dev.leeway.collector.identity.Checked;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.store.Arrival;
import dev.leeway.schema.json.DeliveryAnswer;
import java.util.concurrent.CompletableFuture;

/** A delivery that was read and waits to be stored. */
final class Waiting {
    private final Checked.Verified from;
    private final Arrival arrival;
    private final long bytes;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final long until;

    /** One that is told to come back where nobody stores it by a moment of {@link System#nanoTime}. */
    Waiting(Checked.Verified from, Arrival arrival, long bytes, long until) {
        this.until = until;
        this.from = from;
        this.arrival = arrival;
        this.bytes = bytes;
    }

    Checked.Verified from() {
        return from;
    }

    Arrival arrival() {
        return arrival;
    }

    long bytes() {
        return bytes;
    }

    CompletableFuture<Answer> answer() {
        return answer;
    }

    /** Whether it waited for so long that its sender is likely to have gone. */
    boolean late() {
        return System.nanoTime() - until > 0;
    }

    /** Answers with a fate. */
    void tell(DeliveryAnswer told) {
        answer.complete(Fates.answer(told));
    }
}
