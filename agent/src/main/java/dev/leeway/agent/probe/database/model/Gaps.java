package dev.leeway.agent.probe.database.model;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.schema.fact.FactPath;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What could not be read of a database, by the pattern of the facts it would have given. */
public final class Gaps {
    /** Of all tables in which order their columns stand. */
    public static final String COLUMN_ORDER = "table[*]/column-order";

    /** Of all tables how many rows they have. */
    public static final String ROWS = "table[*]/rows";

    /** Of all views which columns they have. */
    public static final String VIEW_COLUMNS = "view[*]/columns";

    private final SortedMap<String, HostAccessException.Kind> patterns = new TreeMap<>();
    private final SortedSet<String> remarks = new TreeSet<>();

    /**
     * Says that facts at {@code pattern} may be there unseen.
     *
     * @param pattern relative to the section: {@code client[*]/address}
     * @param kind why
     */
    public void add(String pattern, HostAccessException.Kind kind) {
        patterns.putIfAbsent(pattern, kind);
    }

    /** Says that all of a schema may be what nobody asked for, so that it may be there unseen unless {@link #schemaSeen}. */
    public void schemaLeftOut(String schema) {
        add(schema(schema), HostAccessException.Kind.NOT_LIVE);
    }

    /** Says that something of a schema is told, and with it that the schema is there. */
    public void schemaSeen(String schema) {
        patterns.remove(schema(schema));
    }

    private static String schema(String name) {
        return FactPath.of("schema", name).text() + "/**";
    }

    /** Takes down something the user should know about what he asked for. */
    public void remark(String remark) {
        remarks.add(remark);
    }

    /** What was remarked, sorted. */
    public SortedSet<String> remarks() {
        return Collections.unmodifiableSortedSet(remarks);
    }

    /** The remark that one of the patterns under {@code key} of the configuration met nothing. */
    public static String unmet(String key, String pattern) {
        return key + " '" + pattern + "' matches nothing";
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
