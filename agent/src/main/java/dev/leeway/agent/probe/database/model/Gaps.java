package dev.leeway.agent.probe.database.model;

import dev.leeway.agent.spi.HostAccessException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What could not be read of a database, by the pattern of the facts it would have given. */
public final class Gaps {
    /** Of all tables in which order their columns stand. */
    public static final String COLUMN_ORDER = "table[*]/column-order";

    /** Of all views which columns they have. */
    public static final String VIEW_COLUMNS = "view[*]/columns";

    private final SortedMap<String, HostAccessException.Kind> patterns = new TreeMap<>();

    /**
     * Says that facts at {@code pattern} may be there unseen.
     *
     * @param pattern relative to the section: {@code client[*]/address}
     * @param kind why
     */
    public void add(String pattern, HostAccessException.Kind kind) {
        patterns.putIfAbsent(pattern, kind);
    }

    /** Whether facts at this very pattern may be there unseen. */
    public boolean has(String pattern) {
        return patterns.containsKey(pattern);
    }

    /** Every pattern and why it was not read. */
    public SortedMap<String, HostAccessException.Kind> patterns() {
        return Collections.unmodifiableSortedMap(patterns);
    }
}
