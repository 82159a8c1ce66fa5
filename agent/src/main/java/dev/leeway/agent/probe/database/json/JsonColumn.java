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

    /**
     * Columns of a JSON type, and those the user names.
     *
     * @param named {@code schema.table.column} with {@code *} for any characters
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
                boolean wanted = named.stream().anyMatch(pattern -> NameFilter.matches(pattern, found.text()));
                if (wanted || isJson(table, column)) {
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
