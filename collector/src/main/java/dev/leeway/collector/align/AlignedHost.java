package dev.leeway.collector.align;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One host of one environment: its snapshot, with every section under the key the policy's names give it and its indexes
 * taken apart by subject.
 */
public final class AlignedHost {
    private final String name;
    private final Snapshot snapshot;
    private final SortedMap<SectionKey, List<Section>> sections = new TreeMap<>();
    private final SortedMap<Subject, List<Section>> listed = new TreeMap<>();

    AlignedHost(String name, Snapshot snapshot, Subjects subjects, IndexSlices slices) {
        this.name = name;
        this.snapshot = snapshot;
        for (Section section : snapshot.sections().values()) {
            if (section.key().subject().isPresent()
                    || !subjects.hasIndex(section.key().probe())) {
                put(sections, subjects.canonical(section.key()), section);
            } else {
                IndexSlices.Slices taken = slices.of(section);
                put(sections, section.key(), taken.rest());
                for (Map.Entry<Subject, List<Section>> slice : taken.bySubject().entrySet()) {
                    listed.computeIfAbsent(slice.getKey(), unused -> new ArrayList<>(1))
                            .addAll(slice.getValue());
                }
            }
        }
    }

    private static <K> void put(Map<K, List<Section>> map, K key, Section section) {
        map.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(section);
    }

    /** The host's name, told apart where two snapshots of an environment bear one. */
    public String name() {
        return name;
    }

    /** What was seen of it. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** Keys of its sections, subjects renamed as the policy says. */
    Iterable<SectionKey> keys() {
        return sections.keySet();
    }

    /** Its sections of that key: several where the policy gives several subjects of the host one name. */
    List<Section> sections(SectionKey key) {
        return sections.getOrDefault(key, List.of());
    }

    /** What its indexes list. */
    Iterable<Subject> listed() {
        return listed.keySet();
    }

    /** What its indexes say of {@code subject}, one section for each index. */
    List<Section> listed(Subject subject) {
        return listed.getOrDefault(subject, List.of());
    }
}
