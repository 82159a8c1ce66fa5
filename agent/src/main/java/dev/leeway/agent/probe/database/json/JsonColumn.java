package dev.leeway.agent.probe.database.json;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column that holds JSON documents.
 *
 * @param key columns of the table's primary key, none where it has none
 */
public record JsonColumn(ObjectName table, String column, List<String> key) {
    private static final Set<String> TYPES = Set.of("json", "jsonb");
    /** MariaDB has no type of its own for JSON, and says it by a check that it adds itself. */
    private static final String VALIDITY = "json_valid(";

    public JsonColumn {
        key = List.copyOf(key);
    }

    /** What its facts are told under: schema, table and column with dots between. */
    public String text() {
        return table.text() + "." + column;
    }

    /** Whether {@code pattern}, with {@code *} for any characters, means it: by column, by table and column, or by all of its name. */
    public boolean isMeantBy(String pattern) {
        long dots = pattern.chars().filter(c -> c == '.').count();
        return (dots == 0 && NameFilter.matches(pattern, column))
                || (dots == 1 && NameFilter.matches(pattern, table.name() + "." + column))
                || (dots > 0 && NameFilter.matches(pattern, text()));
    }

    /**
     * Columns of a JSON type, and those the user names.
     *
     * @param named patterns as {@link #isMeantBy} takes them
     */
    public static List<JsonColumn> of(Database database, List<String> named) {
        List<JsonColumn> columns = new ArrayList<>();
        for (Table table : database.tables()) {
            // What lies on another server is looked at there.
            if (table.kind().contains("foreign")) {
                continue;
            }
            List<String> key = key(table);
            for (Table.Column column : table.columns()) {
                JsonColumn found = new JsonColumn(table.name(), column.name(), key);
                if (named.stream().anyMatch(found::isMeantBy) || isJson(table, column)) {
                    columns.add(found);
                }
            }
        }
        return columns;
    }

    private static boolean isJson(Table table, Table.Column column) {
        if (TYPES.contains(column.type().toLowerCase(Locale.ROOT))) {
            return true;
        }
        return table.constraints().stream()
                .filter(Table.Constraint.Check.class::isInstance)
                .map(Table.Constraint.Check.class::cast)
                .anyMatch(check -> check.columns().equals(List.of(column.name()))
                        && check.definition().toLowerCase(Locale.ROOT).startsWith(VALIDITY));
    }

    private static List<String> key(Table table) {
        return table.constraints().stream()
                .filter(Table.Constraint.PrimaryKey.class::isInstance)
                .findFirst()
                .map(Table.Constraint::columns)
                .orElse(List.of());
    }
}
