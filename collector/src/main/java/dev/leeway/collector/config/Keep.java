package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long snapshots are kept.
 *
 * @param time what arrived within it is kept
 * @param newest so many of each host are kept however old, 1 or more
 */
public record Keep(Duration time, int newest) {
    public Keep {
        requireNonNull(time, "time is null");
    }
}
