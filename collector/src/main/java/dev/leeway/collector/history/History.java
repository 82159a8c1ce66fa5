package dev.leeway.collector.history;

import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an earlier report tells of drifts; without one, nothing. */
public final class History {
    private final Instant asOf;
    private final Optional<Instant> previous;
    private final Map<String, Drift> known = new HashMap<>();
    private final Set<String> resolved = new HashSet<>();

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
            report.resolved().forEach(drift -> resolved.add(drift.id()));
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
            return new Lifecycle(Lifecycle.Stage.OPEN, seen);
        }
        Lifecycle.Stage stage = resolved.contains(id) ? Lifecycle.Stage.REOPENED : Lifecycle.Stage.NEW;
        return new Lifecycle(stage, Optional.of(asOf));
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

    /**
     * Drifts of the earlier report that asked for attention, or will once they are old enough, and are not among
     * {@code ids}, by severity and address.
     */
    public List<Drift> gone(Collection<String> ids) {
        List<Drift> gone = new ArrayList<>();
        for (Drift drift : known.values()) {
            boolean ages = drift.disposition() == Disposition.INFORMATIONAL
                    && drift.direction().isPresent();
            if (!ids.contains(drift.id()) && (asked(drift) || ages)) {
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
