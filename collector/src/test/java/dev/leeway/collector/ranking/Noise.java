package dev.leeway.collector.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A sort of ordinary difference, which nobody would call a fault.
 *
 * @param kind its name in the published table
 * @param percent in how many of a hundred cases there is some of it
 * @param plant changes the facts
 */
record Noise(String kind, int percent, Consumer<Planting> plant) {
    static List<Noise> all() {
        List<Noise> all = new ArrayList<>();
        all.addAll(HostNoise.ALL);
        all.addAll(ServiceNoise.ALL);
        return List.copyOf(all);
    }
}
