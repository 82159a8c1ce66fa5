package dev.leeway.collector.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * From when on a drift stood so.
 *
 * @param since the moment
 * @param standing from then on
 * @param held where it is there, a digest of the values its environments hold; else empty
 */
public record Turn(Instant since, Standing standing, String held) {
    public Turn {
        requireNonNull(since, "since is null");
        requireNonNull(standing, "standing is null");
        requireNonNull(held, "held is null");
    }
}
