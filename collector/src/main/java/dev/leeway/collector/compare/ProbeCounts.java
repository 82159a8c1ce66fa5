package dev.leeway.collector.compare;

import java.util.SortedMap;
import java.util.TreeMap;

/** Counts of compared facts, by the probe that owns them. */
public final class ProbeCounts {
    private final SortedMap<String, PairCounts> counts = new TreeMap<>();

    /** The counts of one probe, to be added to. */
    public PairCounts in(String probe) {
        return counts.computeIfAbsent(probe, unused -> new PairCounts());
    }

    /** The counts of each probe that has any. */
    public SortedMap<String, PairCounts> byProbe() {
        SortedMap<String, PairCounts> counted = new TreeMap<>(counts);
        counted.values().removeIf(each -> each.compared() + each.unknown() + each.notComparable() == 0);
        return counted;
    }

    /** All of them as one. */
    public PairCounts total() {
        PairCounts total = new PairCounts();
        counts.values().forEach(total::add);
        return total;
    }
}
