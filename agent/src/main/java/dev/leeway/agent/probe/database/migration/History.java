package dev.leeway.agent.probe.database.migration;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
 * @param entries what the tool took down, in its order
 */
public record History(
        String key,
        List<String> latest,
        boolean ordered,
        OptionalInt applied,
        SortedSet<String> failed,
        boolean dirty,
        List<Entry> entries) {
    public History {
        latest = List.copyOf(latest);
        entries = List.copyOf(entries);
        failed = Collections.unmodifiableSortedSet(new TreeSet<>(failed));
    }

    /** The tool alone, as facts call it. */
    public String tool() {
        return key.split("[@:]", 2)[0];
    }

    /**
     * One row of a history; never told as it is.
     *
     * @param name version, revision or id; empty where the tool goes by the script alone
     * @param kind as the tool calls it
     * @param done whether it came to its end and was not taken back
     * @param author empty where the tool knows none
     * @param script path of the script; empty where the tool keeps none
     * @param checksum of the script, where the tool keeps one
     */
    public record Entry(
            String name, String kind, boolean done, String author, String script, Optional<String> checksum) {
        /** One of which a tool keeps no more than the name. */
        public static Entry of(String name) {
            return new Entry(name, "", true, "", "", Optional.empty());
        }
    }
}
