package dev.leeway.collector.server.api;

import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Drifts as they stand now, or those that came and went since a point. Comparing costs what a report costs, so one at a time is made, and
 * kept until something arrives.
 */
public final class DriftsApi {
    private static final int USUAL = 1000;
    private static final int MOST = 10_000;
    /** What waivers end and ages grow by does not wait for arrivals. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final SnapshotStore store;
    private final ReportMaker maker;
    private final Clock clock;
    private @Nullable Made last;

    private record Made(long point, long since, Report report) {}

    /** Over a store. */
    public DriftsApi(SnapshotStore store, ReportMaker maker, Clock clock) {
        this.store = store;
        this.maker = maker;
        this.clock = clock;
    }

    /** Drifts between environments that the caller may all see. */
    public Answer drifts(Call call, Caller caller) throws RefusedException, StoreException {
        long since = call.number("since", 0, 0, Long.MAX_VALUE);
        int most = (int) call.number("limit", USUAL, 1, MOST);
        Made made = made(since);
        Predicate<Drift> moved = drift -> since == 0 || drift.lifecycle().stage() != Lifecycle.Stage.OPEN;
        List<Drift> all = made.report().drifts().stream()
                .filter(drift -> drift.disposition() == Disposition.OPEN)
                .filter(moved)
                .filter(drift -> sees(caller, drift))
                .toList();
        List<Drift> shown = all.subList(0, Math.min(most, all.size()));
        // Between which environments a drift was that is gone is not kept, so only who sees all is told.
        List<ResolvedDrift> resolved =
                since > 0 && caller.everywhere() ? made.report().resolved() : List.of();
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.number("point", Long.toString(made.point()))
                                .text("asOf", made.report().asOf().toString())
                                .flag("more", all.size() > most)
                                .objects("drifts", shown, DriftsApi::drift)
                                .objects("resolved", resolved, DriftsApi::resolved)));
    }

    private static boolean sees(Caller caller, Drift drift) {
        return drift.between().stream().allMatch(caller::reads)
                && drift.values().stream().map(EnvironmentValue::environment).allMatch(caller::reads);
    }

    private synchronized Made made(long since) throws RefusedException, StoreException {
        long point = store.newest(store.hosts(), 0).stream()
                .mapToLong(StoredSnapshot::number)
                .max()
                .orElse(0);
        Instant now = clock.instant();
        Made before = last;
        if (before != null
                && before.point() == point
                && before.since() == since
                && before.report().asOf().plus(LONGEST).isAfter(now)) {
            return before;
        }
        if (point == 0) {
            throw Problems.absent("nothing has arrived yet; leeway-agent push delivers a snapshot");
        }
        try {
            Optional<Report> earlier = Optional.empty();
            if (since > 0) {
                Instant then = moment(since, now);
                earlier = Optional.of(maker.make(then, Optional.of(then), Optional.empty()));
            }
            Made made = new Made(point, since, maker.make(now, Optional.empty(), earlier));
            last = made;
            return made;
        } catch (ReportMaker.MakingException e) {
            throw Problems.conflicting(String.valueOf(e.getMessage()), "see to it on the collector's side");
        }
    }

    /** When the snapshot of a point arrived, or the one after it where it is gone. */
    private Instant moment(long point, Instant now) throws StoreException {
        List<StoredSnapshot> at = store.since(point - 1, 1);
        return at.isEmpty() ? now : at.get(0).receivedAt();
    }

    private static void drift(JsonMembers members, Drift drift) throws IOException {
        members.text("id", drift.id())
                .text("address", drift.address().text())
                .text("scope", drift.scope().name())
                .texts("between", drift.between())
                .text("state", drift.state().text())
                .text("severity", drift.severity().text())
                .text("summary", drift.explanation().summary())
                .text("stage", drift.lifecycle().stage().text())
                .text("cause", drift.cause())
                .text("owner", drift.owner())
                .objects(
                        "values",
                        drift.values(),
                        (each, value) -> each.text("environment", value.environment())
                                .text("standing", value.standing().text())
                                .text(
                                        "value",
                                        value.value()
                                                .map(any -> any.withoutTags().display()))
                                .number("hosts", Integer.toString(value.count())));
    }

    private static void resolved(JsonMembers members, ResolvedDrift drift) throws IOException {
        members.text("id", drift.id())
                .text("address", drift.address().text())
                .text("severity", drift.severity().text())
                .text("summary", drift.summary());
    }
}
