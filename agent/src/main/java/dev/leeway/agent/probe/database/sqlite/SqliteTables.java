package dev.leeway.agent.probe.database.sqlite;

import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Tables and the statements that made them, while the answers about them come in. */
final class SqliteTables {
    private static final String SQL = """
            select l.name as name, l.type as type, l.wr as norowid, l.strict as isstrict, s.sql as sql
            from pragma_table_list l left join main.sqlite_schema s on s.name = l.name and s.type in ('table', 'view')
            where l.schema = 'main' and l.name not like 'sqlite\\_%' escape '\\'
            """;

    /** A module that this library lacks would end the question for all, so columns of virtual tables are no part of it. */
    private static final String COLUMNS = """
            select l.name as tbl, x.name as name, x.type as type, x."notnull" as required, x.dflt_value as expression,
                   x.pk as pk, x.hidden as hidden
            from pragma_table_list l join pragma_table_xinfo(l.name, 'main') x
            where l.schema = 'main' and l.type = 'table' and l.name not like 'sqlite\\_%' escape '\\'
            order by l.name, x.cid
            """;

    private static final String COUNTS =
            "select tbl as tbl, max(cast(stat as integer)) as tuples from main.sqlite_stat1 group by tbl";

    private static final int VIRTUAL = 2;
    private static final int STORED = 3;

    private final NameFilter filter;
    private final Map<String, List<DatabaseRow>> columns = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Part> tables = new TreeMap<>();
    private final Map<String, String> views = new TreeMap<>();

    SqliteTables(NameFilter filter) {
        this.filter = filter;
    }

    void read(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(COLUMNS, List.of(), row -> {
            String table = row.text("tbl");
            if (filter.table("main", table)) {
                columns.computeIfAbsent(table, each -> new ArrayList<>()).add(row);
            }
        });
        boolean counted = !session.query(
                        "select name as name from main.sqlite_schema where name = 'sqlite_stat1'", List.of())
                .isEmpty();
        if (counted) {
            session.each(
                    COUNTS,
                    List.of(),
                    row -> row.number("tuples").ifPresent(tuples -> counts.put(row.text("tbl"), tuples)));
        }
        session.each(SQL, List.of(), this::add);
    }

    private void add(DatabaseRow row) {
        String name = row.text("name");
        if (!filter.table("main", name)) {
            return;
        }
        switch (row.text("type")) {
            case "view" -> views.put(name, row.text("sql"));
            case "shadow" -> {
                // Belongs to a virtual table, and is told with it.
            }
            case "virtual" -> tables.put(name, virtual(name, row.text("sql")));
            default -> tables.put(name, table(row, name));
        }
    }

    private Part virtual(String name, String sql) {
        TableBuilder table =
                new TableBuilder(new ObjectName("", name), "virtual table", OptionalLong.empty(), Optional.empty());
        var tokens = SqliteText.tokens(sql);
        int using = SqliteText.find(tokens, 0, "using");
        if (using >= 0 && using + 1 < tokens.size()) {
            table.option("module", SqliteText.name(tokens.get(using + 1)).toLowerCase(Locale.ROOT));
        }
        return new Part(table, CreateTable.of("", Set.of()), Set.of());
    }

    private Part table(DatabaseRow row, String name) {
        Long tuples = counts.get(name);
        TableBuilder table = new TableBuilder(
                new ObjectName("", name),
                "table",
                tuples == null ? OptionalLong.empty() : OptionalLong.of(tuples),
                Optional.empty());
        if (row.number("norowid").orElse(0) != 0) {
            table.option("rowid", "without");
        }
        if (row.number("isstrict").orElse(0) != 0) {
            table.option("strict", "yes");
        }
        // What was made a table of need not be kept twice.
        List<DatabaseRow> own = Objects.requireNonNullElse(columns.remove(name), List.of());
        Set<String> names = new HashSet<>();
        own.forEach(each -> names.add(each.text("name").toLowerCase(Locale.ROOT)));
        CreateTable made = CreateTable.of(row.text("sql"), names);
        TreeMap<Long, String> key = new TreeMap<>();
        for (DatabaseRow each : own) {
            table.add(column(each, made, names));
            each.number("pk").ifPresent(place -> {
                if (place > 0) {
                    key.put(place, each.text("name"));
                }
            });
        }
        if (!key.isEmpty()) {
            table.add(new Table.Constraint.PrimaryKey(List.copyOf(key.values()), ""));
        }
        made.checks().forEach(table::add);
        if (!made.conflicts().isEmpty()) {
            table.option("on-conflict", String.join("; ", made.conflicts()));
        }
        return new Part(table, made, names);
    }

    private static Table.Column column(DatabaseRow row, CreateTable made, Set<String> columns) {
        String name = row.text("name");
        long hidden = row.number("hidden").orElse(0);
        Optional<String> generated = hidden == VIRTUAL
                ? Optional.of("virtual")
                : hidden == STORED ? Optional.of("stored") : Optional.empty();
        String type = row.text("type").strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        return new Table.Column(
                name,
                // A computed column carries the words before its expression in its type.
                type.isEmpty()
                        ? "any"
                        : type.replaceAll(" generated always$", "").replaceAll(" ?([(),]) ?", "$1"),
                row.number("required").orElse(0) == 0,
                generated.isPresent()
                        ? made.expression(name)
                        : row.optional("expression").map(text -> SqliteText.expression(text, columns)),
                generated,
                made.counts(name) ? Optional.of("autoincrement") : Optional.empty(),
                made.collation(name),
                Optional.empty());
    }

    /** Counts what the file does not say, as far as that ends soon. */
    void count(DatabaseSession session) throws HostAccessException, InterruptedException {
        new SqliteRows(tables.values().stream()
                        .map(Part::table)
                        .filter(table -> !table.counted())
                        .toList())
                .ask(session);
    }

    Optional<Part> find(String table) {
        return Optional.ofNullable(tables.get(table));
    }

    /** Statements of views by name. */
    Map<String, String> views() {
        return views;
    }

    List<Table> tables() {
        return tables.values().stream()
                .map(part -> part.table().table())
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    /** A table with the statement that made it, and its columns in small letters. */
    record Part(TableBuilder table, CreateTable made, Set<String> columns) {}
}
