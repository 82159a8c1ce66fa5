package dev.leeway.schema.snapshot;

import dev.leeway.schema.fact.SectionKey;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sections that nobody can change any more, so that snapshots of hosts that are alike hold one map of them: among a hundred
 * thousand hosts a map for each would be most of what is in memory.
 */
// A snapshot promises a SortedMap and no more; a NavigableMap would be a dozen views that nobody asks for.
@SuppressWarnings("JdkObsolete")
final class SectionMap extends AbstractMap<SectionKey, Section> implements SortedMap<SectionKey, Section> {
    private final SortedMap<SectionKey, Section> sections;

    private SectionMap(SortedMap<SectionKey, Section> sections) {
        this.sections = Collections.unmodifiableSortedMap(new TreeMap<>(sections));
    }

    /**
     * These sections by their keys.
     *
     * @throws IllegalArgumentException when two have one key
     */
    static SortedMap<SectionKey, Section> of(Collection<Section> sections) {
        SortedMap<SectionKey, Section> byKey = new TreeMap<>();
        for (Section section : sections) {
            if (byKey.put(section.key(), section) != null) {
                throw new IllegalArgumentException("section " + section.key() + " given twice");
            }
        }
        return new SectionMap(byKey);
    }

    /** {@code sections} themselves where nobody can change them, else a copy. */
    static SortedMap<SectionKey, Section> of(SortedMap<SectionKey, Section> sections) {
        return sections instanceof SectionMap ? sections : new SectionMap(sections);
    }

    @Override
    public @Nullable Section get(@Nullable Object key) {
        return sections.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return sections.containsKey(key);
    }

    @Override
    public Set<Entry<SectionKey, Section>> entrySet() {
        return sections.entrySet();
    }

    @Override
    public @Nullable Comparator<? super SectionKey> comparator() {
        return sections.comparator();
    }

    @Override
    public SortedMap<SectionKey, Section> subMap(SectionKey from, SectionKey to) {
        return sections.subMap(from, to);
    }

    @Override
    public SortedMap<SectionKey, Section> headMap(SectionKey to) {
        return sections.headMap(to);
    }

    @Override
    public SortedMap<SectionKey, Section> tailMap(SectionKey from) {
        return sections.tailMap(from);
    }

    @Override
    public SectionKey firstKey() {
        return sections.firstKey();
    }

    @Override
    public SectionKey lastKey() {
        return sections.lastKey();
    }
}
