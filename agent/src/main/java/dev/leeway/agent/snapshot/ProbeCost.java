package dev.leeway.agent.snapshot;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What one probe cost in one snapshot, and what it gave; never a part of that snapshot.
 *
 * @param probe its name
 * @param answered whether it came to an end of its own, and was not left behind
 * @param wall how long it took, waiting included
 * @param used what its own thread used; what others did for it is not counted
 * @param sections it gave
 * @param facts in them
 * @param breach how it went beyond its limits or broke, in words about the probe alone; empty where it did neither
 */
public record ProbeCost(
        String probe,
        boolean answered,
        Duration wall,
        Meter.Used used,
        int sections,
        int facts,
        Optional<String> breach) {
    public ProbeCost {
        requireNonNull(probe, "probe is null");
        requireNonNull(wall, "wall is null");
        requireNonNull(used, "used is null");
        requireNonNull(breach, "breach is null");
    }

    /** One that kept to its limits. */
    public ProbeCost(String probe, boolean answered, Duration wall, Meter.Used used, int sections, int facts) {
        this(probe, answered, wall, used, sections, facts, Optional.empty());
    }
}
