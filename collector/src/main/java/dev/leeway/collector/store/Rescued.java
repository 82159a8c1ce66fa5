package dev.leeway.collector.store;

import java.util.List;
import java.util.SortedMap;

/**
 * What was brought from a damaged store into a new one.
 *
 * @param snapshots how many, each of them verified
 * @param baselines how many, with what is left of each
 * @param lost how many snapshots the damaged store had and the new one has not, by host as selectors name it; {@code ?} stands for hosts
 *     whose name is lost too
 * @param remarks what else is to be said, in whole sentences
 */
public record Rescued(long snapshots, long baselines, SortedMap<String, Long> lost, List<String> remarks) {
    public Rescued {
        remarks = List.copyOf(remarks);
    }
}
