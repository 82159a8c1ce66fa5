package dev.leeway.agent.probe.database.h2;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.probe.database.sql.SqlExpression;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tables, views and synonyms by name, while the answers about them come in. */
final class H2Tables {
    private static final String TABLES = """
            select t.table_schema as db, t.table_name as name, t.table_type as type, t.storage_type as storage,
                   t.row_count_estimate as tuples, t.remarks as comment, v.view_definition as query,
                   v.check_option as checked
            from information_schema.tables t
            left join information_schema.views v on v.table_schema = t.table_schema and v.table_name = t.table_name
            where t.table_schema <> 'INFORMATION_SCHEMA'
            """;

    private static final String COLUMNS = """
            select c.table_schema as db, c.table_name as name, c.column_name as col,
                   case when c.column_default = d.domain_default then null else c.column_default end as expression,
                   c.is_nullable as nullable,
                   data_type_sql(c.table_schema, c.table_name, 'TABLE', c.dtd_identifier) as type,
                   c.domain_schema as domainschema, c.domain_name as domain, c.collation_name as collation,
                   c.identity_generation as identity, c.is_generated as generated,
                   c.generation_expression as generation, c.column_on_update as onupdate, c.default_on_null as onnull,
                   c.is_visible as visible, c.remarks as comment
            from information_schema.columns c
            left join information_schema.domains d
                 on d.domain_schema = c.domain_schema and d.domain_name = c.domain_name
            where c.table_schema <> 'INFORMATION_SCHEMA'
            order by c.table_schema, c.table_name, c.ordinal_position
            """;

    private static final String SYNONYMS = """
            select synonym_schema as db, synonym_name as name, synonym_for_schema as otherdb, synonym_for as other
            from information_schema.synonyms
            """;

    private final NameFilter filter;
    private final Map<ObjectName, TableBuilder> tables = new HashMap<>();
    private final Map<ObjectName, Draft> views = new TreeMap<>();
    private final Map<ObjectName, List<String>> invisible = new HashMap<>();

    H2Tables(NameFilter filter) {
        this.filter = filter;
    }

    void read(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(TABLES, List.of(), this::add);
    }

    void columns(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(COLUMNS, List.of(), this::column);
        invisible.forEach((name, columns) -> Optional.ofNullable(tables.get(name))
                .ifPresent(table ->
                        table.option("invisible", columns.stream().sorted().collect(Collectors.joining(",")))));
    }

    void synonyms(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(SYNONYMS, List.of(), row -> {
            if (filter.table(row.text("db"), row.text("name"))) {
                String other = new ObjectName(row.text("otherdb"), row.text("other")).text();
                views.put(name(row), new Draft("synonym", Optional.of(other)));
            }
        });
    }

    private void add(DatabaseRow row) {
        if (!filter.table(row.text("db"), row.text("name"))) {
            return;
        }
        String type = row.text("type");
        if (type.endsWith("VIEW")) {
            String checked =
                    row.text("checked").equals("NONE") || row.text("checked").isEmpty()
                            ? ""
                            : " with " + row.text("checked") + " check option";
            views.put(
                    name(row),
                    new Draft(
                            type.startsWith("MATERIALIZED") ? "materialized" : "view",
                            row.optional("query").map(H2Tables::oneLine).map(text -> text + checked)));
            return;
        }
        String kind = type.equals("BASE TABLE")
                ? "table"
                : type.toLowerCase(Locale.ROOT).replace(" table", "") + " table";
        TableBuilder table = new TableBuilder(
                name(row), kind, row.number("tuples"), row.optional("comment").filter(text -> !text.isEmpty()));
        table.option("storage", row.text("storage").toLowerCase(Locale.ROOT));
        tables.put(name(row), table);
    }

    /** The server breaks what it prints into lines. */
    static String oneLine(String text) {
        return SqlExpression.of(text).text();
    }

    static ObjectName name(DatabaseRow row) {
        return new ObjectName(row.text("db"), row.text("name"));
    }

    private void column(DatabaseRow row) {
        Draft view = views.get(name(row));
        if (view != null) {
            view.columns.add(row.text("col") + " " + type(row));
        }
        find(row).ifPresent(table -> {
            table.add(column(row, type(row)));
            if (!row.flag("visible")) {
                invisible.computeIfAbsent(name(row), each -> new ArrayList<>()).add(row.text("col"));
            }
        });
    }

    private static String type(DatabaseRow row) {
        return row.optional("domain")
                .map(domain -> new ObjectName(row.text("domainschema"), domain).text())
                .orElseGet(() -> row.text("type").toLowerCase(Locale.ROOT).contains("enum(")
                        ? row.text("type")
                        : row.text("type").toLowerCase(Locale.ROOT));
    }

    private static Table.Column column(DatabaseRow row, String type) {
        boolean generated = row.text("generated").equals("ALWAYS");
        Optional<String> usual = row.optional("expression")
                .map(text -> text
                        + row.optional("onupdate")
                                .map(then -> " on update " + then)
                                .orElse("")
                        + (row.flag("onnull") ? " on null" : ""));
        Optional<String> alone = row.optional("onupdate").map(then -> "on update " + then);
        return new Table.Column(
                row.text("col"),
                type,
                row.text("nullable").equals("YES"),
                generated ? row.optional("generation") : usual.or(() -> alone),
                generated ? Optional.of("stored") : Optional.empty(),
                row.optional("identity").map(text -> text.toLowerCase(Locale.ROOT)),
                row.optional("collation").filter(text -> !text.equals("OFF")),
                row.optional("comment").filter(text -> !text.isEmpty()));
    }

    Optional<TableBuilder> find(DatabaseRow row) {
        return Optional.ofNullable(tables.get(name(row)));
    }

    boolean isView(DatabaseRow row) {
        return views.containsKey(name(row));
    }

    List<Table> tables() {
        return tables.values().stream()
                .map(TableBuilder::table)
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    List<Database.View> views() {
        List<Database.View> found = new ArrayList<>();
        views.forEach(
                (name, draft) -> found.add(new Database.View(name, draft.kind, draft.columns, draft.text, List.of())));
        return found;
    }

    private static final class Draft {
        private final String kind;
        private final Optional<String> text;
        private final List<String> columns = new ArrayList<>();

        Draft(String kind, Optional<String> text) {
            this.kind = kind;
            this.text = text;
        }
    }
}
