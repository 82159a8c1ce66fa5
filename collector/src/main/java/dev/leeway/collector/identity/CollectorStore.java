package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.store.SnapshotStore;

/**
 * Snapshots, and what a collector remembers beside them, in one database over the same connections.
 *
 * @param snapshots that are kept
 * @param registry of tokens, agents, people and decisions
 */
public record CollectorStore(SnapshotStore snapshots, Registry registry) implements AutoCloseable {
    public CollectorStore {
        requireNonNull(snapshots, "snapshots is null");
        requireNonNull(registry, "registry is null");
    }

    @Override
    public void close() {
        registry.close();
        snapshots.close();
    }
}
