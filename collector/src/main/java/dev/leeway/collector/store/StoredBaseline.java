package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Snapshots that are kept under a name.
 *
 * @param name of the baseline
 * @param madeAt when it was named
 * @param selector what it was made of, as typed
 * @param snapshots how many
 */
public record StoredBaseline(String name, Instant madeAt, String selector, int snapshots) {
    public StoredBaseline {
        requireNonNull(name, "name is null");
        requireNonNull(madeAt, "madeAt is null");
        requireNonNull(selector, "selector is null");
    }
}
