package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Whom something concerns that is no drift of the report itself.
 *
 * @param between canonical names of the environments it is between; empty for any
 * @param owner who answers for it
 * @param severity how grave it is or was; empty where that does not matter
 */
public record Concern(List<String> between, Optional<String> owner, Optional<Severity> severity) {
    public Concern {
        requireNonNull(owner, "owner is null");
        requireNonNull(severity, "severity is null");
        between = List.copyOf(between);
    }
}
