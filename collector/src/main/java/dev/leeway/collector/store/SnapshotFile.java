package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.Snapshot;

/**
 * A snapshot and what people know its source by.
 *
 * @param name path as the user would write it, or {@code standard input}
 * @param snapshot what was read
 */
public record SnapshotFile(String name, Snapshot snapshot) {
    public SnapshotFile {
        requireNonNull(name, "name is null");
        requireNonNull(snapshot, "snapshot is null");
    }
}
