package dev.leeway.agent.probe.database.sqlite;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.sql.SqlToken;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks for views, triggers, and columns of virtual tables: each of which may speak of what is not there. */
final class SqliteViews {
    private static final String COLUMNS = """
            select l.name as tbl, x.name as name, lower(x.type) as type
            from pragma_table_list l join pragma_table_xinfo(l.name, 'main') x
            where l.schema = 'main' and l.type in ('view', 'virtual') and x.hidden <> 1 order by l.name, x.cid
            """;

    private static final String OF_ONE =
            "select ? as tbl, name as name, lower(type) as type from pragma_table_xinfo(?, 'main') where hidden <> 1"
                    + " order by cid";

    private static final String TRIGGERS =
            "select tbl_name as tbl, name as name, sql as sql from main.sqlite_schema where type = 'trigger' order by name";

    private final SqliteTables tables;
    private final Gaps gaps;
    private final Map<String, List<String>> columns = new HashMap<>();
    private final Map<String, List<String>> triggers = new HashMap<>();

    SqliteViews(SqliteTables tables, Gaps gaps) {
        this.tables = tables;
        this.gaps = gaps;
    }

    /** All at once, or, where one of them is broken, one after the other. */
    void columns(DatabaseSession session) throws HostAccessException, InterruptedException {
        List<DatabaseRow> found;
        try {
            found = session.query(COLUMNS, List.of());
        } catch (HostAccessException oneIsBroken) {
            found = oneByOne(session);
        }
        found.forEach(row -> {
            Optional<SqliteTables.Part> table = tables.find(row.text("tbl"));
            String type = row.text("type").isEmpty() ? "any" : row.text("type");
            table.ifPresent(part -> part.table()
                    .add(new Table.Column(
                            row.text("name"),
                            type,
                            true,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty())));
            columns.computeIfAbsent(row.text("tbl"), each -> new ArrayList<>()).add(row.text("name") + " " + type);
        });
    }

    private List<DatabaseRow> oneByOne(DatabaseSession session) throws InterruptedException {
        List<DatabaseRow> found = new ArrayList<>();
        for (String view : tables.views().keySet()) {
            try {
                found.addAll(session.query(OF_ONE, List.of(view, view)));
            } catch (HostAccessException e) {
                gaps.add(FactPath.of("view", view).child("columns").text(), e.kind());
            }
        }
        for (Table table : tables.tables()) {
            String name = table.name().name();
            if (table.kind().startsWith("virtual")) {
                try {
                    found.addAll(session.query(OF_ONE, List.of(name, name)));
                } catch (HostAccessException e) {
                    gaps.add(FactPath.of("table", name).text() + "/**", e.kind());
                }
            }
        }
        return found;
    }

    /** Those of a view are told with its text: what it is written to is part of what it is. */
    void triggers(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(TRIGGERS, List.of(), row -> {
            Table.Trigger trigger = CreateTrigger.of(row.text("name"), row.text("sql"));
            tables.find(row.text("tbl")).ifPresent(part -> part.table().add(trigger));
            triggers.computeIfAbsent(row.text("tbl"), each -> new ArrayList<>())
                    .add(trigger.name() + " " + trigger.timing() + " " + trigger.events() + " " + trigger.text());
        });
    }

    List<Database.View> views() {
        List<Database.View> views = new ArrayList<>();
        tables.views().forEach((name, sql) -> {
            String text = String.join("\n", query(sql), String.join("\n", triggers.getOrDefault(name, List.of())));
            views.add(new Database.View(
                    new ObjectName("", name),
                    "view",
                    columns.getOrDefault(name, List.of()),
                    Optional.of(text.strip()),
                    List.of()));
        });
        return views;
    }

    private static String query(String sql) {
        List<SqlToken> tokens = SqliteText.tokens(sql);
        int as = SqliteText.find(tokens, 0, "as");
        return SqliteText.standard(as < 0 ? tokens : tokens.subList(as + 1, tokens.size()), Set.of());
    }
}
