package dev.leeway.agent.redact;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;

/**
 * A fact as it may leave the host.
 *
 * @param path where in its section; at or below the path observed
 * @param value shown, tagged, or only counted
 */
public record Disclosed(FactPath path, Value value) {
    public Disclosed {
        requireNonNull(path, "path is null");
        requireNonNull(value, "value is null");
    }
}
