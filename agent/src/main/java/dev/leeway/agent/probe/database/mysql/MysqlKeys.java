package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks for foreign keys: their columns and their rules in two questions, because the server has no index to join the two by.
 */
final class MysqlKeys {
    private static final String COLUMNS = """
            select table_schema as db, table_name as name, constraint_name as constraintname, column_name as col,
                   referenced_table_schema as otherdb, referenced_table_name as othertable,
                   referenced_column_name as othercol
            from information_schema.key_column_usage where referenced_table_name is not null and
            """;

    private static final String RULES = """
            select constraint_schema as db, table_name as name, constraint_name as constraintname,
                   update_rule as onupdate, delete_rule as ondelete, match_option as matching
            from information_schema.referential_constraints where
            """;

    private final MysqlScope scope;
    private final MysqlTables tables;
    private final Map<Key, Draft> drafts = new HashMap<>();

    MysqlKeys(MysqlScope scope, MysqlTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    void ask(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(COLUMNS + scope.condition("table_schema"), scope.arguments(), this::column);
        session.each(RULES + scope.condition("constraint_schema"), scope.arguments(), this::rules);
        drafts.forEach(
                (key, draft) -> tables.find(key.schema, key.table).ifPresent(table -> table.add(draft.constraint())));
    }

    private void column(DatabaseRow row) {
        Draft draft = drafts.computeIfAbsent(
                key(row), key -> new Draft(scope.name(row.text("otherdb"), row.text("othertable"))));
        draft.pairs.put(row.text("col"), row.text("othercol"));
    }

    private void rules(DatabaseRow row) {
        Draft draft = drafts.get(key(row));
        if (draft != null) {
            draft.onDelete = rule(row.text("ondelete"));
            draft.onUpdate = rule(row.text("onupdate"));
        }
    }

    /** Whether a key of that table has that name, which the server then gives to an index it makes for it. */
    boolean named(String schema, String table, String name) {
        return drafts.containsKey(new Key(schema, table, name));
    }

    /** The two words for one thing: which of them is printed depends on the server alone. */
    private static String rule(String rule) {
        return rule.equals("RESTRICT") ? "no action" : rule.toLowerCase(Locale.ROOT);
    }

    private static Key key(DatabaseRow row) {
        return new Key(row.text("db"), row.text("name"), row.text("constraintname"));
    }

    private record Key(String schema, String table, String name) {}

    private static final class Draft {
        private final ObjectName table;
        /** Sorted, because a key of several columns says the same in any order. */
        private final Map<String, String> pairs = new TreeMap<>();

        private String onDelete = "no action";
        private String onUpdate = "no action";

        Draft(ObjectName table) {
            this.table = table;
        }

        Constraint constraint() {
            return new Constraint.ForeignKey(
                    List.copyOf(pairs.keySet()), table, List.copyOf(pairs.values()), onDelete, onUpdate, "");
        }
    }
}
