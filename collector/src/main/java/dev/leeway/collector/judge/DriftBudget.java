package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What open drift costs in points: more the graver it is, and the longer it has been left open. */
public final class DriftBudget {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration QUARTER = Duration.ofDays(90);

    private DriftBudget() {}

    /**
     * The points of all open causes.
     *
     * @param drifts those of the causes, by which each has its age; a cause is as old as the oldest of its open drifts
     */
    public static long spent(List<Cause> causes, List<Drift> drifts, Instant asOf) {
        Map<String, Duration> ages = new HashMap<>();
        for (Drift drift : drifts) {
            if (drift.disposition() == Disposition.OPEN) {
                Duration age = drift.lifecycle()
                        .firstSeen()
                        .map(seen -> Duration.between(seen, asOf))
                        .orElse(Duration.ZERO);
                ages.merge(drift.cause(), age, (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        }
        long spent = 0;
        for (Cause cause : causes) {
            if (cause.disposition() == Disposition.OPEN) {
                spent += points(cause.severity()) * times(ages.getOrDefault(cause.id(), Duration.ZERO));
            }
        }
        return spent;
    }

    private static long points(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 50;
            case HIGH -> 20;
            case MEDIUM -> 5;
            case LOW -> 1;
            case INFO -> 0;
        };
    }

    private static long times(Duration age) {
        return age.compareTo(WEEK) < 0 ? 1 : age.compareTo(MONTH) < 0 ? 2 : age.compareTo(QUARTER) < 0 ? 3 : 4;
    }
}
