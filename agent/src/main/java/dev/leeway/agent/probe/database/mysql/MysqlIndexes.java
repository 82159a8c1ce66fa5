package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks for indexes; those over plain columns without a double are unique constraints, which these servers keep no other way. */
final class MysqlIndexes {
    private static final String SQL = """
            select table_schema as db, table_name as name, index_name as indexname, seq_in_index as place,
                   non_unique as several, column_name as col, %e as expression, collation as direction, sub_part as part,
                   index_type as method, %i as ignored
            from information_schema.statistics where %s
            """;

    private final MysqlScope scope;
    private final MysqlTables tables;
    private final MysqlKeys keys;
    private final Map<List<String>, Draft> drafts = new TreeMap<>(MysqlIndexes::compare);

    MysqlIndexes(MysqlScope scope, MysqlTables tables, MysqlKeys keys) {
        this.scope = scope;
        this.tables = tables;
        this.keys = keys;
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    void ask(DatabaseSession session) throws HostAccessException, InterruptedException {
        boolean mariadb = scope.product() == MysqlScope.Product.MARIADB;
        String sql = SQL.replace("%e", mariadb ? "null" : "expression")
                .replace("%i", mariadb ? "ignored" : "case is_visible when 'NO' then 'YES' end")
                .replace("%s", scope.condition("table_schema"));
        session.each(sql, scope.arguments(), this::add);
        drafts.forEach((key, draft) -> tables.find(key.get(0), key.get(1))
                .ifPresent(table -> draft.into(table, keys.named(key.get(0), key.get(1), key.get(2)), key.get(2))));
    }

    private void add(DatabaseRow row) {
        List<String> key = List.of(row.text("db"), row.text("name"), row.text("indexname"));
        Draft draft = drafts.computeIfAbsent(key, each -> new Draft(row));
        draft.parts.put(row.number("place").orElse(0), part(row));
        boolean plain = row.optional("part").isEmpty()
                && row.optional("col").isPresent()
                && !row.text("direction").equals("D");
        draft.plain &= plain;
        row.optional("col").ifPresent(draft.columns::add);
    }

    private String part(DatabaseRow row) {
        String what = row.optional("expression")
                .map(text -> "(" + MysqlText.standard(text, scope.current()) + ")")
                .orElseGet(() -> row.text("col"));
        String length =
                row.number("part").isPresent() ? "(" + row.number("part").getAsLong() + ")" : "";
        return what + length + (row.text("direction").equals("D") ? " desc" : "");
    }

    private static final class Draft {
        private final SortedMap<Long, String> parts = new TreeMap<>();
        private final List<String> columns = new ArrayList<>();
        private final String method;
        private final boolean unique;
        private final boolean ignored;
        private boolean plain = true;

        Draft(DatabaseRow row) {
            method = row.text("method").toLowerCase(Locale.ROOT);
            unique = row.number("several").orElse(1) == 0;
            ignored = row.text("ignored").equals("YES");
        }

        void into(TableBuilder table, boolean ofKey, String name) {
            List<String> over = List.copyOf(parts.values());
            String traits = method.equals("btree") ? "" : "using " + method;
            if (name.equals("PRIMARY")) {
                table.add(new Constraint.PrimaryKey(over, traits));
            } else if (unique && plain && !ignored) {
                table.add(new Constraint.Unique(over, traits));
            } else {
                boolean made = ofKey || name.matches("functional_index(_\\d+)?") || ofColumn(name);
                table.add(new Table.Index(
                        over,
                        List.of(),
                        method,
                        unique,
                        Optional.empty(),
                        Optional.empty(),
                        !ignored,
                        made ? Optional.empty() : Optional.of(name)));
            }
        }

        /** Whether the server would have made up that name: the first column, numbered where it was taken. */
        private boolean ofColumn(String name) {
            if (columns.isEmpty() || !name.startsWith(columns.get(0))) {
                return false;
            }
            String rest = name.substring(columns.get(0).length());
            return rest.isEmpty() || rest.matches("_\\d{1,3}");
        }
    }
}
