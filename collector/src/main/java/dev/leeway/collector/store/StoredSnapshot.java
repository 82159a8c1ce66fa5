package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A snapshot that a store holds, without its content.
 *
 * @param number counts what the store took in, across all hosts, and is never used twice
 * @param id of the snapshot
 * @param host whose it is
 * @param sequence the agent's own count, 0 where it does not count
 * @param receivedAt when it arrived, by the clock of the store
 * @param capturedAt when it was taken, by the clock of the host, which decides nothing
 */
public record StoredSnapshot(
        long number, String id, StoredHost host, long sequence, Instant receivedAt, Instant capturedAt) {
    public StoredSnapshot {
        requireNonNull(id, "id is null");
        requireNonNull(host, "host is null");
        requireNonNull(receivedAt, "receivedAt is null");
        requireNonNull(capturedAt, "capturedAt is null");
    }
}
