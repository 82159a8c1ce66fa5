package dev.leeway.agent.probe.database.mysql;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/** Tables by name while the answers about them come in; views and sequences are told apart by the same question. */
final class MysqlTables {
    private static final String SQL = """
            select table_schema as db, table_name as name, table_type as type, engine as engine, row_format as format,
                   table_rows as tuples, table_collation as collation, create_options as options, table_comment as comment
            from information_schema.tables where
            """;

    private final MysqlScope scope;
    private final Map<ObjectName, TableBuilder> tables = new HashMap<>();
    private final Map<ObjectName, String> sequences = new HashMap<>();
    private boolean views;
    private boolean partitions;

    private MysqlTables(MysqlScope scope) {
        this.scope = scope;
    }

    static MysqlTables read(DatabaseSession session, MysqlScope scope)
            throws HostAccessException, InterruptedException {
        MysqlTables tables = new MysqlTables(scope);
        session.each(SQL + scope.condition("table_schema"), scope.arguments(), tables::add);
        return tables;
    }

    private void add(DatabaseRow row) {
        String schema = row.text("db");
        views |= row.text("type").endsWith("VIEW");
        partitions |= row.text("options").contains("partitioned");
        if (!scope.table(schema, row.text("name"))) {
            return;
        }
        ObjectName name = scope.name(schema, row.text("name"));
        switch (row.text("type")) {
            case "VIEW", "SYSTEM VIEW" -> {
                // Views are asked for by a question of their own.
            }
            case "SEQUENCE" -> sequences.put(name, schema);
            default -> tables.put(name, table(row, name));
        }
    }

    private static TableBuilder table(DatabaseRow row, ObjectName name) {
        String kind = row.text("type").equals("BASE TABLE")
                ? "table"
                : row.text("type").toLowerCase(Locale.ROOT) + " table";
        OptionalLong tuples = row.number("tuples");
        TableBuilder table =
                new TableBuilder(name, kind, tuples, row.optional("comment").filter(text -> !text.isBlank()));
        row.optional("engine").ifPresent(engine -> table.option("engine", engine));
        row.optional("format").ifPresent(format -> table.option("row_format", format.toLowerCase(Locale.ROOT)));
        row.optional("collation").ifPresent(collation -> {
            table.option("collation", collation);
            int end = collation.indexOf('_');
            table.option("charset", end < 0 ? collation : collation.substring(0, end));
        });
        MysqlOptions.of(row.text("options")).into(table);
        return table;
    }

    /** The table a row speaks of; empty for a view and for what is not looked at. */
    Optional<TableBuilder> find(String schema, String name) {
        return Optional.ofNullable(tables.get(scope.name(schema, name)));
    }

    /** Whether there is any view; each question about them opens all tables. */
    boolean anyView() {
        return views;
    }

    /** Whether any table has parts; likewise. */
    boolean anyPartition() {
        return partitions;
    }

    /** Which sequences there are, each with the database it lies in. */
    Map<ObjectName, String> sequences() {
        return sequences;
    }

    /** MariaDB keeps JSON in a text column with a check that says so. */
    static void json(TableBuilder table, String column) {
        table.change(
                column,
                each -> new Table.Column(
                        each.name(),
                        "json",
                        each.nullable(),
                        each.defaultText(),
                        each.generated(),
                        each.identity(),
                        Optional.empty(),
                        each.comment()));
    }

    /** All of them, sorted; unseen columns are told with their table. */
    List<Table> tables(Map<ObjectName, SortedSet<String>> invisible) {
        invisible.forEach((name, columns) -> Optional.ofNullable(tables.get(name))
                .ifPresent(table -> table.option("invisible", String.join(",", columns))));
        return tables.values().stream()
                .map(TableBuilder::table)
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }
}
