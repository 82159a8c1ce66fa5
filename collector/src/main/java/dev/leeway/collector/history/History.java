package dev.leeway.collector.history;

import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an earlier report tells of drifts; without one, nothing. */
public final class History {
    /** What stayed away so long and then comes is another thing. */
    private static final Duration MEMORY = Duration.ofDays(14);

    private final Instant asOf;
    private final Optional<Instant> previous;
    private final Map<String, Drift> known = new HashMap<>();
    private final Map<String, Remembered> remembered = new TreeMap<>();

    /**
     * The history that {@code previous} tells.
     *
     * @param asOf the moment of the comparison at hand
     */
    public History(Optional<Report> previous, Instant asOf) {
        this.asOf = asOf;
        this.previous = previous.map(Report::asOf);
        previous.ifPresent(report -> {
            report.drifts().forEach(drift -> known.put(drift.id(), drift));
            report.remembered().forEach(drift -> remembered.put(drift.id(), drift));
            // A report of an earlier release names what was resolved, and no more of it.
            report.resolved()
                    .forEach(drift -> remembered.putIfAbsent(
                            drift.id(), new Remembered(drift.id(), report.asOf(), report.asOf(), 0)));
        });
    }

    /** Whole days since the drift was first seen; 0 where it is new or nobody knows. */
    public int days(String id) {
        return firstSeen(id)
                .map(seen -> (int) Math.max(0, ChronoUnit.DAYS.between(seen, asOf)))
                .orElse(0);
    }

    /** Where the drift of that id, which is there now, stands in time. */
    public Lifecycle lifecycle(String id) {
        if (previous.isEmpty()) {
            return Lifecycle.UNTRACKED;
        }
        Optional<Instant> seen = firstSeen(id);
        if (seen.isPresent()) {
            Lifecycle then =
                    known.get(id) == null ? Lifecycle.UNTRACKED : known.get(id).lifecycle();
            return new Lifecycle(Lifecycle.Stage.OPEN, seen, then.returns(), then.returned());
        }
        Remembered gone = remembered.get(id);
        return gone == null
                ? new Lifecycle(Lifecycle.Stage.NEW, Optional.of(asOf))
                : new Lifecycle(Lifecycle.Stage.REOPENED, Optional.of(asOf), gone.returns() + 1, Optional.of(asOf));
    }

    /** What the next report has to know of drifts that are not among {@code ids} any more, by id. */
    public List<Remembered> remembered(Collection<String> ids) {
        Map<String, Remembered> all = new TreeMap<>(remembered);
        for (Drift drift : known.values()) {
            // What flaps was told for information, and is remembered all the same.
            boolean counts = asked(drift) || ages(drift) || drift.lifecycle().returns() > 0;
            if (counts && !ids.contains(drift.id())) {
                Instant seen = firstSeen(drift.id()).orElse(asOf);
                int returns = drift.lifecycle().returns();
                all.put(drift.id(), new Remembered(drift.id(), seen, asOf, returns));
            }
        }
        all.values()
                .removeIf(drift -> ids.contains(drift.id())
                        || Duration.between(drift.gone(), asOf).compareTo(MEMORY) > 0);
        return List.copyOf(all.values());
    }

    /** Whether there was an earlier report, and the drift of that id was not in it. */
    public boolean isNew(String id) {
        return previous.isPresent() && !known.containsKey(id);
    }

    /** A drift of a report without history was first seen by that report at the latest. */
    private Optional<Instant> firstSeen(String id) {
        return Optional.ofNullable(known.get(id))
                .flatMap(drift -> drift.lifecycle().firstSeen().or(() -> previous));
    }

    /** Whether a drift asked for attention, now or before it was lost from sight, so that its end is worth a word. */
    public static boolean asked(Drift drift) {
        return drift.disposition() == Disposition.OPEN
                || drift.disposition() == Disposition.WAIVED
                || drift.state() == DriftState.UNKNOWN;
    }

    /** Whether it will ask for attention once it is old enough. */
    private static boolean ages(Drift drift) {
        return drift.disposition() == Disposition.INFORMATIONAL
                && drift.direction().isPresent();
    }

    /**
     * Drifts of the earlier report that asked for attention, or will once they are old enough, and are not among
     * {@code ids}, by severity and address.
     */
    public List<Drift> gone(Collection<String> ids) {
        List<Drift> gone = new ArrayList<>();
        for (Drift drift : known.values()) {
            if (!ids.contains(drift.id()) && (asked(drift) || ages(drift))) {
                gone.add(drift);
            }
        }
        gone.sort((one, other) -> {
            int bySeverity = one.severity().compareTo(other.severity());
            int byAddress = bySeverity != 0 ? bySeverity : one.address().compareTo(other.address());
            return byAddress != 0 ? byAddress : one.id().compareTo(other.id());
        });
        return gone;
    }

    /** How a drift that is no more is remembered. */
    public static ResolvedDrift resolved(Drift drift) {
        return new ResolvedDrift(
                drift.id(),
                drift.address(),
                drift.severity(),
                drift.explanation().summary());
    }
}
