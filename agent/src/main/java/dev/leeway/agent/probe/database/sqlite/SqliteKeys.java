package dev.leeway.agent.probe.database.sqlite;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks for indexes and foreign keys of all tables. */
final class SqliteKeys {
    private static final String INDEXES = """
            select l.name as tbl, i.name as name, i."unique" as isunique, i.origin as origin, x.seqno as place,
                   x.name as col, x."desc" as backwards, x.coll as collation, s.sql as sql
            from pragma_table_list l
            join pragma_index_list(l.name, 'main') i
            join pragma_index_xinfo(i.name, 'main') x
            left join main.sqlite_schema s on s.type = 'index' and s.name = i.name
            where l.schema = 'main' and l.type = 'table' and x.key = 1 and l.name not like 'sqlite\\_%' escape '\\'
            order by l.name, i.name, x.seqno
            """;

    private static final String KEYS = """
            select l.name as tbl, k.id as id, k.seq as place, k."table" as other, k."from" as col, k."to" as othercol,
                   k.on_update as onupdate, k.on_delete as ondelete
            from pragma_table_list l join pragma_foreign_key_list(l.name, 'main') k
            where l.schema = 'main' and l.type = 'table' and l.name not like 'sqlite\\_%' escape '\\'
            order by l.name, k.id, k.seq
            """;

    private final SqliteTables tables;

    SqliteKeys(SqliteTables tables) {
        this.tables = tables;
    }

    void indexes(DatabaseSession session) throws HostAccessException, InterruptedException {
        Map<String, List<DatabaseRow>> found = new TreeMap<>();
        session.each(
                INDEXES,
                List.of(),
                row -> found.computeIfAbsent(row.text("tbl") + "\n" + row.text("name"), each -> new ArrayList<>())
                        .add(row));
        found.values().forEach(rows -> tables.find(rows.get(0).text("tbl")).ifPresent(table -> index(rows, table)));
    }

    private static void index(List<DatabaseRow> rows, SqliteTables.Part table) {
        DatabaseRow first = rows.get(0);
        CreateIndex made = CreateIndex.of(first.text("sql"), table.columns());
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            parts.add(part(
                    rows.get(i), table, i < made.parts().size() ? made.parts().get(i) : ""));
        }
        switch (first.text("origin")) {
            case "pk" -> {
                // Told as the key it carries.
            }
            case "u" -> table.table().add(new Constraint.Unique(parts, ""));
            default ->
                table.table()
                        .add(new Table.Index(
                                parts,
                                List.of(),
                                "btree",
                                first.number("isunique").orElse(0) != 0,
                                made.predicate(),
                                Optional.empty(),
                                true,
                                Optional.of(first.text("name"))));
        }
    }

    private static String part(DatabaseRow row, SqliteTables.Part table, String written) {
        Optional<String> column = row.optional("col");
        String usual = column.flatMap(table.made()::collation).orElse("binary");
        String collation = row.text("collation").toLowerCase(Locale.ROOT);
        return column.orElse(written)
                + (collation.isEmpty() || collation.equals(usual) ? "" : " collate " + collation)
                + (row.number("backwards").orElse(0) != 0 ? " desc" : "");
    }

    void foreignKeys(DatabaseSession session) throws HostAccessException, InterruptedException {
        Map<String, List<DatabaseRow>> found = new LinkedHashMap<>();
        session.each(
                KEYS,
                List.of(),
                row -> found.computeIfAbsent(row.text("tbl") + "\n" + row.text("id"), each -> new ArrayList<>())
                        .add(row));
        found.values()
                .forEach(rows -> tables.find(rows.get(0).text("tbl"))
                        .ifPresent(table -> table.table().add(key(rows, table))));
    }

    private Constraint key(List<DatabaseRow> rows, SqliteTables.Part table) {
        DatabaseRow first = rows.get(0);
        List<String> primary = primaryKey(first.text("other"));
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String implied = i < primary.size() ? primary.get(i) : "rowid";
            pairs.put(rows.get(i).text("col"), rows.get(i).optional("othercol").orElse(implied));
        }
        List<String> columns = List.copyOf(pairs.keySet());
        return new Constraint.ForeignKey(
                columns,
                new ObjectName("", first.text("other")),
                List.copyOf(pairs.values()),
                first.text("ondelete").toLowerCase(Locale.ROOT),
                first.text("onupdate").toLowerCase(Locale.ROOT),
                table.made().deferred(columns));
    }

    /** What a key that names no columns refers to. */
    private List<String> primaryKey(String table) {
        return tables.find(table).stream()
                .flatMap(part -> part.table().constraints().stream())
                .filter(Constraint.PrimaryKey.class::isInstance)
                .findFirst()
                .map(Constraint::columns)
                .orElse(List.of());
    }
}
