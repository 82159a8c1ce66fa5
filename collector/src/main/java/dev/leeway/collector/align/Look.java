package dev.leeway.collector.align;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What was seen of every host that holds the same sections: each under the key the policy's names give it, and indexes taken apart by
 * subject. Hosts that are alike share one, so that what is asked of it is worked out once.
 */
final class Look {
    private final SortedMap<SectionKey, Section> raw;
    private final Map<SectionKey, List<Section>> sections = new HashMap<>();
    private final Map<Subject, List<Section>> listed = new HashMap<>();
    private final Map<Subject, List<SectionKey>> bySubject = new HashMap<>();
    private final List<SectionKey> ofHost = new ArrayList<>();

    Look(SortedMap<SectionKey, Section> raw, Subjects subjects, IndexSlices slices) {
        this.raw = raw;
        for (Section section : raw.values()) {
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
        for (SectionKey key : sections.keySet()) {
            if (key.subject().isPresent()) {
                Subject subject =
                        new Subject(subjects.kind(key.probe()), key.subject().get());
                bySubject.computeIfAbsent(subject, unused -> new ArrayList<>(2)).add(key);
            } else {
                ofHost.add(key);
            }
        }
    }

    private static <K> void put(Map<K, List<Section>> map, K key, Section section) {
        map.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(section);
    }

    /** The sections as the snapshots have them. */
    SortedMap<SectionKey, Section> raw() {
        return raw;
    }

    /** Keys of its sections, subjects renamed as the policy says, in any order. */
    Set<SectionKey> keys() {
        return sections.keySet();
    }

    /** The subjects that sections of its own tell of, as the policy calls them, in any order. */
    Set<Subject> told() {
        return bySubject.keySet();
    }

    /** Keys of its sections about {@code subject}, in any order; of several hosts alike each asks once. */
    List<SectionKey> about(Subject subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    /** Keys of its sections about the host, in any order. */
    List<SectionKey> ofHost() {
        return ofHost;
    }

    /** Its sections of that key: several where the policy gives several subjects of the host one name. */
    List<Section> sections(SectionKey key) {
        return sections.getOrDefault(key, List.of());
    }

    /** What its indexes list, in any order. */
    Iterable<Subject> listed() {
        return listed.keySet();
    }

    /** What its indexes say of {@code subject}, one section for each index. */
    List<Section> listed(Subject subject) {
        return listed.getOrDefault(subject, List.of());
    }
}
