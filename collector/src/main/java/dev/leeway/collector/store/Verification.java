package dev.leeway.collector.store;

import java.util.List;

/**
 * What looking at every stored byte came to.
 *
 * @param snapshots how many are sound
 * @param sections how many distinct ones are sound
 * @param damages what is not, each in one sentence; set aside, and never read as if it were sound
 */
public record Verification(long snapshots, long sections, List<String> damages) {
    public Verification {
        damages = List.copyOf(damages);
    }
}
