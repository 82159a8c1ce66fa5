package dev.leeway.schema.snapshot;

import dev.leeway.schema.fact.SectionKey;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sections that nobody can change any more, so that snapshots of hosts that are alike hold one map of them: among a hundred
 * thousand hosts a map for each would be most of what is in memory.
 *
 * <p>One sorted array: thousands of hosts of which each has something of its own are put together by comparing neighbours alone.
 */
// A snapshot promises a SortedMap and no more; a NavigableMap would be a dozen views that nobody asks for.
@SuppressWarnings("JdkObsolete")
final class SectionMap extends AbstractMap<SectionKey, Section> implements SortedMap<SectionKey, Section> {
    private final Section[] sections;

    private SectionMap(Section[] sections) {
        this.sections = sections;
    }

    /**
     * These sections by their keys.
     *
     * @throws IllegalArgumentException when two have one key
     */
    static SortedMap<SectionKey, Section> of(Collection<Section> sections) {
        Section[] sorted = sections.toArray(Section[]::new);
        // What comes in order, as it mostly does, is passed through once.
        Arrays.sort(sorted, Comparator.comparing(Section::key));
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i].key().equals(sorted[i - 1].key())) {
                throw new IllegalArgumentException("section " + sorted[i].key() + " given twice");
            }
        }
        return new SectionMap(sorted);
    }

    /** {@code sections} themselves where nobody can change them, else a copy. */
    static SortedMap<SectionKey, Section> of(SortedMap<SectionKey, Section> sections) {
        return sections instanceof SectionMap ? sections : of(sections.values());
    }

    private int find(@Nullable Object key) {
        if (!(key instanceof SectionKey wanted)) {
            return -1;
        }
        int low = 0;
        int high = sections.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sections[middle].key().compareTo(wanted);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Section get(@Nullable Object key) {
        int place = find(key);
        return place < 0 ? null : sections[place];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) >= 0;
    }

    @Override
    public int size() {
        return sections.length;
    }

    @Override
    public Set<Entry<SectionKey, Section>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<SectionKey, Section>> iterator() {
                return IntStream.range(0, sections.length)
                        .mapToObj(SectionMap.this::entry)
                        .iterator();
            }

            @Override
            public int size() {
                return sections.length;
            }
        };
    }

    private Entry<SectionKey, Section> entry(int place) {
        return new SimpleImmutableEntry<>(sections[place].key(), sections[place]);
    }

    @Override
    public @Nullable Comparator<? super SectionKey> comparator() {
        return null;
    }

    private SortedMap<SectionKey, Section> tree() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(this));
    }

    @Override
    public SortedMap<SectionKey, Section> subMap(SectionKey from, SectionKey to) {
        return tree().subMap(from, to);
    }

    @Override
    public SortedMap<SectionKey, Section> headMap(SectionKey to) {
        return tree().headMap(to);
    }

    @Override
    public SortedMap<SectionKey, Section> tailMap(SectionKey from) {
        return tree().tailMap(from);
    }

    @Override
    public SectionKey firstKey() {
        return at(0);
    }

    @Override
    public SectionKey lastKey() {
        return at(sections.length - 1);
    }

    private SectionKey at(int place) {
        if (sections.length == 0) {
            throw new NoSuchElementException();
        }
        return sections[place].key();
    }
}
