package dev.leeway.agent.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one probe cost in one snapshot, and what it gave; never a part of that snapshot.
 *
 * @param probe its name
 * @param answered whether it came to an end of its own, and was not left behind
 * @param wall how long it took, waiting included
 * @param used what its own thread used; what others did for it is not counted
 * @param sections it gave
 * @param facts in them
 */
public record ProbeCost(String probe, boolean answered, Duration wall, Meter.Used used, int sections, int facts) {
    public ProbeCost {
        requireNonNull(probe, "probe is null");
        requireNonNull(wall, "wall is null");
        requireNonNull(used, "used is null");
    }
}
