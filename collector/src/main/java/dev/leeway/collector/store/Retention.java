package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What may be forgotten. The newest snapshot of each host and those of baselines never are.
 *
 * @param since whatever arrived then or later is kept
 * @param newest as many snapshots of each host are kept, whatever their age
 */
public record Retention(Optional<Instant> since, int newest) {
    public Retention {
        requireNonNull(since, "since is null");
        if (newest < 1) {
            throw new IllegalArgumentException("the newest of each host is kept");
        }
    }
}
