package dev.leeway.collector.server.api;

import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drifts as they stand now, or those that came and went since a point; where each is in its life is told from the last nightly report of
 * before. Comparing costs what a report costs, so one at a time is made, and kept until something arrives.
 */
public final class DriftsApi {
    private static final int USUAL = 1000;
    private static final int MOST = 10_000;
    /** What waivers end and ages grow by does not wait for arrivals. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** So many of the newest reports are looked at for one that was made before a point and can be read. */
    private static final int MOST_KEPT = 3;

    private final SnapshotStore store;
    private final Registry registry;
    private final ReportMaker maker;
    private final Clock clock;
    private @Nullable Made last;

    private record Made(long point, long since, Report report) {}

    /** Over a store, and the reports that its registry keeps. */
    public DriftsApi(SnapshotStore store, Registry registry, ReportMaker maker, Clock clock) {
        this.store = store;
        this.registry = registry;
        this.maker = maker;
        this.clock = clock;
    }

    /** What a drift that is told may be; what was resolved stands by itself. */
    public static List<String> statuses() {
        return Arrays.stream(Status.values())
                .filter(status -> status != Status.RESOLVED)
                .map(Status::text)
                .toList();
    }

    /** Drifts between environments that the caller may all see: those that are open, or those of the status that was asked for. */
    public Answer drifts(Call call, Caller caller) throws RefusedException, StoreException {
        long since = call.number("since", 0, 0, Long.MAX_VALUE);
        int most = (int) call.number("limit", USUAL, 1, MOST);
        Optional<Status> status =
                call.parameter("status").isEmpty() ? Optional.empty() : Status.of(call.word("status", "", statuses()));
        Made made = made(since);
        List<Drift> all = made.report().drifts().stream()
                .filter(drift -> status.map(drift.status()::equals).orElse(drift.disposition() == Disposition.OPEN))
                .filter(drift -> since == 0 || came(drift, made.report()))
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

    /** Whether it was not there, or was accepted by a waiver, at the moment {@code report} is told from. */
    private static boolean came(Drift drift, Report report) {
        boolean accepted = report.previous()
                .filter(moment -> Status.heldAt(drift.waivedUntil(), moment))
                .isPresent();
        return drift.lifecycle().stage() != Lifecycle.Stage.OPEN || (drift.status() == Status.EXPIRED && accepted);
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
            Optional<Report> earlier;
            if (since > 0) {
                Instant then = moment(since, now);
                earlier = Optional.of(maker.make(then, Optional.of(then), kept(then)));
            } else {
                earlier = kept(now);
            }
            Made made = new Made(point, since, maker.make(now, Optional.empty(), earlier));
            last = made;
            return made;
        } catch (ReportMaker.MakingException e) {
            throw Problems.conflicting(String.valueOf(e.getMessage()), "see to it on the collector's side");
        }
    }

    /** The last nightly report that was made by {@code moment}. */
    private Optional<Report> kept(Instant moment) throws StoreException {
        List<LocalDate> days = registry.reportDays();
        // A night goes by the day it is of where people are, and may be made in the morning after.
        LocalDate latest = LocalDate.ofInstant(moment, ZoneOffset.UTC).plusDays(1);
        int tried = 0;
        for (int i = days.size() - 1; i >= 0 && tried < MOST_KEPT; i--) {
            if (!days.get(i).isAfter(latest)) {
                tried++;
                Optional<Report> report = registry.report(days.get(i))
                        .flatMap(DriftsApi::read)
                        .filter(each -> !each.asOf().isAfter(moment));
                if (report.isPresent()) {
                    return report;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Report> read(byte[] json) {
        try {
            return Optional.of(ReportFiles.read(new ByteArrayInputStream(json), "report"));
        } catch (FormatException e) {
            // The one before it knows less, and is better than none.
            return Optional.empty();
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
                .text("status", drift.status().text())
                .text("waivedUntil", drift.waivedUntil().map(LocalDate::toString))
                .text("severity", drift.severity().text())
                .text("summary", drift.explanation().summary())
                .text("stage", drift.lifecycle().stage().text())
                .text("firstSeen", drift.lifecycle().firstSeen().map(Instant::toString))
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
