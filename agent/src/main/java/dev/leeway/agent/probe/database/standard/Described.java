package dev.leeway.agent.probe.database.standard;

import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.NameFilter;
import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.DatabaseSession.Description;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tables and views by the schema and name that the server has for them, while the answers about them come in. */
final class Described {
    private final DatabaseSession session;
    private final NameFilter filter;
    private final String own;
    /** The only schema that is asked about; empty for all. */
    private final String only;

    private final SortedMap<ObjectName, TableBuilder> tables = new TreeMap<>();
    private final SortedMap<ObjectName, View> views = new TreeMap<>();

    /**
     * Without a word on schemas the session's own is meant: the others of such servers are mostly the server's, or those of other
     * applications.
     */
    Described(DatabaseSession session, DatabaseTarget target, DatabaseSession.Place place) {
        this.session = session;
        this.filter = NameFilter.of(target);
        this.own = place.schema();
        this.only = target.schemas().include().isEmpty() ? own : "";
    }

    /** What is looked at. */
    NameFilter filter() {
        return filter;
    }

    void tables() throws HostAccessException, InterruptedException {
        session.describe(Description.TABLES, only, "", row -> {
            ObjectName name = name(row, "table_schem", "table_name");
            String type = row.text("table_type").toUpperCase(Locale.ROOT);
            if (type.contains("SYSTEM") || type.contains("INDEX") || !filter.table(name.schema(), name.name())) {
                return;
            }
            if (type.contains("VIEW") || type.equals("SYNONYM") || type.equals("ALIAS")) {
                views.put(
                        name,
                        new View(
                                type.startsWith("MATERIALIZED")
                                        ? "materialized"
                                        : type.contains("VIEW") ? "view" : "synonym"));
            } else if (type.contains("TABLE") || type.contains("TEMPORARY")) {
                tables.put(name, new TableBuilder(told(name), kind(type), OptionalLong.empty(), remark(row)));
            }
        });
    }

    void columns() throws HostAccessException, InterruptedException {
        SortedMap<ObjectName, SortedMap<Long, DatabaseRow>> all = new TreeMap<>();
        session.describe(
                Description.COLUMNS,
                only,
                "",
                row -> all.computeIfAbsent(name(row, "table_schem", "table_name"), each -> new TreeMap<>())
                        .put(row.number("ordinal_position").orElse(0), row));
        all.forEach((name, rows) -> {
            Optional.ofNullable(tables.get(name))
                    .ifPresent(table -> rows.values().forEach(row -> table.add(column(row))));
            Optional.ofNullable(views.get(name))
                    .ifPresent(view -> rows.values()
                            .forEach(row -> view.columns.add(row.text("column_name") + " " + StandardType.of(row))));
        });
    }

    private static Table.Column column(DatabaseRow row) {
        boolean generated = Labels.optional(row, "is_generatedcolumn").equals("YES");
        boolean counted = Labels.optional(row, "is_autoincrement").equals("YES");
        return new Table.Column(
                row.text("column_name"),
                StandardType.of(row),
                row.number("nullable").orElse(2) != 0,
                // The number a server counts on from is no default.
                counted ? Optional.empty() : row.optional("column_def").map(String::strip),
                generated ? Optional.of("generated") : Optional.empty(),
                counted ? Optional.of("counted") : Optional.empty(),
                Optional.empty(),
                remark(row));
    }

    void primaryKeys() throws HostAccessException, InterruptedException {
        for (Map.Entry<ObjectName, TableBuilder> table : tables.entrySet()) {
            SortedMap<Long, String> columns = new TreeMap<>();
            describe(
                    Description.PRIMARY_KEY,
                    table.getKey(),
                    row -> columns.put(row.number("key_seq").orElse(0), row.text("column_name")));
            if (!columns.isEmpty()) {
                table.getValue().add(new Table.Constraint.PrimaryKey(List.copyOf(columns.values()), ""));
            }
        }
    }

    void foreignKeys() throws HostAccessException, InterruptedException {
        for (Map.Entry<ObjectName, TableBuilder> table : tables.entrySet()) {
            ForeignKeys keys = new ForeignKeys(row -> told(name(row, "pktable_schem", "pktable_name")));
            describe(Description.FOREIGN_KEYS, table.getKey(), keys::take);
            keys.keys().forEach(table.getValue()::add);
        }
    }

    void indexes() throws HostAccessException, InterruptedException {
        for (Map.Entry<ObjectName, TableBuilder> table : tables.entrySet()) {
            Indexes indexes = new Indexes(table.getValue().constraints());
            describe(Description.INDEXES, table.getKey(), indexes::take);
            indexes.tell(table.getValue());
        }
    }

    private void describe(Description what, ObjectName table, DatabaseSession.RowReader reader)
            throws HostAccessException, InterruptedException {
        session.describe(what, table.schema(), table.name(), reader);
    }

    List<Table> foundTables() {
        return tables.values().stream().map(TableBuilder::table).toList();
    }

    List<Database.View> foundViews() {
        List<Database.View> found = new ArrayList<>();
        views.forEach((name, view) ->
                found.add(new Database.View(told(name), view.kind, view.columns, Optional.empty(), List.of())));
        return found;
    }

    private static String kind(String type) {
        return type.contains("TEMPORARY") ? "temporary table" : type.contains("FOREIGN") ? "foreign" : "table";
    }

    private static ObjectName name(DatabaseRow row, String schema, String table) {
        return new ObjectName(row.text(schema), row.text(table));
    }

    /** Every environment may call the session's own schema otherwise. */
    private ObjectName told(ObjectName name) {
        return name.schema().equals(own) ? new ObjectName("", name.name()) : name;
    }

    private static Optional<String> remark(DatabaseRow row) {
        return Optional.of(Labels.optional(row, "remarks")).filter(text -> !text.isEmpty());
    }

    private static final class View {
        private final String kind;
        private final List<String> columns = new ArrayList<>();

        View(String kind) {
            this.kind = kind;
        }
    }
}
