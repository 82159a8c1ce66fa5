package dev.leeway.collector.service;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Snapshot;
import java.util.List;

/**
 * One environment of a comparison.
 *
 * @param environment its name or an alias of it
 * @param snapshots of its hosts, in any order; of several of one host the newest counts
 */
public record Side(String environment, List<Snapshot> snapshots) {
    public Side {
        requireNonNull(environment, "environment is null");
        snapshots = List.copyOf(snapshots);
    }

    /** Whether no snapshot says which environment it is of. */
    boolean unnamed() {
        return snapshots.stream()
                .allMatch(snapshot -> snapshot.host().environment().isEmpty());
    }
}
