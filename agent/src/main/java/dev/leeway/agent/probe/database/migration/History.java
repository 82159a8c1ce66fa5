package dev.leeway.agent.probe.database.migration;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What one migration tool did to one schema, or to the tables of one application in it.
 *
 * @param key the tool, and what tells several of its histories apart
 * @param latest what was applied last; several where branches were not merged
 * @param ordered whether names of migrations say which is the later one
 * @param applied how many are in effect; empty where the tool keeps no count
 * @param failed begun and neither finished nor taken back
 * @param dirty whether the last one stopped halfway
 */
public record History(
        String key,
        List<String> latest,
        boolean ordered,
        OptionalInt applied,
        SortedSet<String> failed,
        boolean dirty) {
    public History {
        latest = List.copyOf(latest);
        failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
    }
}
