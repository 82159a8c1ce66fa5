package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Severity;
import java.util.List;

/**
 * Drifts of one origin, told as one line.
 *
 * @param id 15 hexadecimal digits, stable while its origin is
 * @param summary one line: {@code JDK 17.0.9 -> 17.0.15 on 14 of 20 prod hosts}
 * @param severity of its gravest open drift
 * @param disposition {@link Disposition#OPEN} where any of its drifts is
 * @param drifts ids of its drifts, the leading one first
 */
public record Cause(String id, String summary, Severity severity, Disposition disposition, List<String> drifts) {
    public Cause {
        requireNonNull(id, "id is null");
        requireNonNull(summary, "summary is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(disposition, "disposition is null");
        drifts = List.copyOf(drifts);
        if (drifts.isEmpty()) {
            throw new IllegalArgumentException("a cause without drifts");
        }
    }
}
