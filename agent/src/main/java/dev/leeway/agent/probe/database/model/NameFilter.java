package dev.leeway.agent.probe.database.model;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.DatabaseTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which schemas, and which tables, views and sequences of those, the user wants looked at; takes down which of his patterns met
 * anything.
 *
 * <p>A pattern with a dot is one of whole names, {@code app.tmp_*}; one without is of names in any schema.
 */
public final class NameFilter {
    private final DatabaseTarget.Names schemas;
    private final DatabaseTarget.Names tables;
    private final Set<String> metSchemas = new HashSet<>();
    private final Set<String> metTables = new HashSet<>();
    private final SortedSet<String> thinned = new TreeSet<>();

    /** A filter by these patterns. */
    public NameFilter(DatabaseTarget.Names schemas, DatabaseTarget.Names tables) {
        this.schemas = requireNonNull(schemas, "schemas are null");
        this.tables = requireNonNull(tables, "tables are null");
    }

    /** As a target says. */
    public static NameFilter of(DatabaseTarget target) {
        return new NameFilter(target.schemas(), target.tables());
    }

    /** What is said of schemas. */
    public DatabaseTarget.Names schemas() {
        return schemas;
    }

    /** What is said of tables, views and sequences. */
    public DatabaseTarget.Names tables() {
        return tables;
    }

    /** Whether objects of {@code schema} are looked at. */
    public boolean schema(String schema) {
        boolean included = any(schemas.include(), schema, "", metSchemas);
        boolean excluded = any(schemas.exclude(), schema, "", metSchemas);
        return (schemas.include().isEmpty() || included) && !excluded;
    }

    /** Whether this table is looked at, and with it its columns, keys and indexes. */
    public boolean table(String schema, String table) {
        return schema(schema) && named(schema, table);
    }

    /** Likewise, where it is settled that the schema is looked at. */
    public boolean named(String schema, String table) {
        boolean included = any(tables.include(), table, schema + "." + table, metTables);
        boolean excluded = any(tables.exclude(), table, schema + "." + table, metTables);
        boolean wanted = (tables.include().isEmpty() || included) && !excluded;
        if (!wanted) {
            thinned.add(schema);
        }
        return wanted;
    }

    /** Schemas that are looked at and were found to hold tables that are not. */
    SortedSet<String> thinned() {
        return Collections.unmodifiableSortedSet(thinned);
    }

    private static boolean any(List<String> patterns, String name, String whole, Set<String> met) {
        boolean any = false;
        for (String pattern : patterns) {
            if (matches(pattern, name) || (pattern.indexOf('.') >= 0 && matches(pattern, whole))) {
                met.add(pattern);
                any = true;
            }
        }
        return any;
    }

    /** What of all that was asked for met nothing, in the words of the configuration. */
    public List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        unmet("schemas.include", schemas.include(), metSchemas, unmet);
        unmet("schemas.exclude", schemas.exclude(), metSchemas, unmet);
        unmet("tables.include", tables.include(), metTables, unmet);
        unmet("tables.exclude", tables.exclude(), metTables, unmet);
        return unmet;
    }

    private static void unmet(String key, List<String> patterns, Set<String> met, List<String> to) {
        patterns.stream()
                .filter(pattern -> !met.contains(pattern))
                .forEach(pattern -> to.add(Gaps.unmet(key, pattern)));
    }

    /** {@code *} stands for any characters; in time that grows with both lengths, whatever the pattern. */
    public static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
