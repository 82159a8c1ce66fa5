package dev.leeway.collector.store;

import java.util.List;

/**
 * What a store forgot of hosts.
 *
 * @param snapshots how many
 * @param sections how many of which no snapshot is left that has them
 * @param baselines those that kept some of it, in the order of names; one that kept nothing else is gone
 */
public record Forgotten(long snapshots, long sections, List<String> baselines) {
    public Forgotten {
        baselines = List.copyOf(baselines);
    }
}
