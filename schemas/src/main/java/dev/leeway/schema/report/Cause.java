package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Drifts of one origin, told as one line.
 *
 * @param id 15 hexadecimal digits, stable while its origin is
 * @param summary one line: {@code JDK 17.0.9 -> 17.0.15 on 14 of 20 prod hosts}
 * @param severity of its gravest open drift
 * @param disposition {@link Disposition#OPEN} where any of its drifts is
 * @param drifts ids of its drifts, the leading one first
 * @param grewFrom how grave the earlier report told it, {@link Severity#INFO} where it was not open there; empty where it is no graver now, or is new,
 *     or there was no earlier report
 */
public record Cause(
        String id,
        String summary,
        Severity severity,
        Disposition disposition,
        List<String> drifts,
        Optional<Severity> grewFrom) {
    public Cause {
        requireNonNull(id, "id is null");
        requireNonNull(summary, "summary is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(disposition, "disposition is null");
        requireNonNull(grewFrom, "grewFrom is null");
        drifts = List.copyOf(drifts);
        if (drifts.isEmpty()) {
            throw new IllegalArgumentException("a cause without drifts");
        }
    }

    /** One of which no earlier report tells. */
    public Cause(String id, String summary, Severity severity, Disposition disposition, List<String> drifts) {
        this(id, summary, severity, disposition, drifts, Optional.empty());
    }

    /** This cause, which the earlier report told as grave as that. */
    public Cause grownFrom(Severity then) {
        return new Cause(id, summary, severity, disposition, drifts, Optional.of(then));
    }
}
