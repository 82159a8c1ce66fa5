package dev.leeway.agent.probe.database.model;

import dev.leeway.agent.spi.DatabaseTarget;
import java.util.List;

/** Which schemas and tables the user wants looked at. */
public record NameFilter(DatabaseTarget.Names schemas, DatabaseTarget.Names tables) {
    /** As a target says. */
    public static NameFilter of(DatabaseTarget target) {
        return new NameFilter(target.schemas(), target.tables());
    }

    /** Whether objects of {@code schema} are looked at. */
    public boolean schema(String schema) {
        return wanted(schemas, schema);
    }

    /** Whether this table is looked at, and with it its columns, keys and indexes. */
    public boolean table(String schema, String table) {
        return schema(schema) && wanted(tables, table);
    }

    private static boolean wanted(DatabaseTarget.Names names, String name) {
        boolean included = names.include().isEmpty() || any(names.include(), name);
        return included && !any(names.exclude(), name);
    }

    private static boolean any(List<String> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, name));
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
