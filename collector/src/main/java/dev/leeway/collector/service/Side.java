package dev.leeway.collector.service;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One environment of a comparison.
 *
 * @param environment its name or an alias of it
 * @param snapshots of its hosts, in any order; of several of one host the newest counts
 * @param received when snapshots arrived, by their ids; of those that a store took in alone
 */
public record Side(String environment, List<Snapshot> snapshots, Map<String, Instant> received) {
    public Side {
        requireNonNull(environment, "environment is null");
        snapshots = List.copyOf(snapshots);
        received = Map.copyOf(received);
    }

    /** One of snapshots of which nobody knows when they arrived. */
    public Side(String environment, List<Snapshot> snapshots) {
        this(environment, snapshots, Map.of());
    }

    /** One of what was read. */
    public static Side of(String environment, Collection<SnapshotFile> files) {
        List<Snapshot> snapshots = new ArrayList<>();
        Map<String, Instant> received = new HashMap<>();
        for (SnapshotFile file : files) {
            snapshots.add(file.snapshot());
            file.receivedAt().ifPresent(moment -> received.put(file.snapshot().id(), moment));
        }
        return new Side(environment, snapshots, received);
    }

    /** Whether no snapshot says which environment it is of. */
    boolean unnamed() {
        return snapshots.stream()
                .allMatch(snapshot -> snapshot.host().environment().isEmpty());
    }
}
