package dev.leeway.agent.probe.database.h2;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Asks for indexes that carry no constraint, and for triggers. */
final class H2Indexes {
    private static final String INDEXES = """
            select i.index_schema as indexschema, i.index_name as indexname, i.table_schema as db, i.table_name as name,
                   i.index_type_name as type, i.nulls_distinct as nullsdistinct, c.column_name as col,
                   c.ordering_specification as direction, c.null_ordering as nullsorted, c.is_unique as partofkey
            from information_schema.indexes i
            join information_schema.index_columns c
                 on c.index_schema = i.index_schema and c.index_name = i.index_name
            where not i.is_generated and i.table_schema <> 'INFORMATION_SCHEMA'
            order by i.index_schema, i.index_name, c.ordinal_position
            """;

    private static final String TRIGGERS = """
            select trigger_name as triggername, event_object_schema as db, event_object_table as name,
                   event_manipulation as events, action_orientation as level, action_timing as timing,
                   java_class as code, queue_size as queue, no_wait as nowait, is_rollback as onrollback
            from information_schema.triggers
            """;

    /** The server counts in base 16 and adds a number where a name is taken. */
    private static final Pattern MADE_UP = Pattern.compile("INDEX_[0-9A-F]+(_\\d+)?");

    private final H2Tables tables;

    H2Indexes(H2Tables tables) {
        this.tables = tables;
    }

    void indexes(DatabaseSession session) throws HostAccessException, InterruptedException {
        Map<ObjectName, List<DatabaseRow>> found = new TreeMap<>();
        session.each(
                INDEXES,
                List.of(),
                row -> found.computeIfAbsent(
                                new ObjectName(row.text("indexschema"), row.text("indexname")),
                                each -> new ArrayList<>())
                        .add(row));
        found.forEach((name, rows) -> tables.find(rows.get(0)).ifPresent(table -> index(name.name(), rows, table)));
    }

    private static void index(String name, List<DatabaseRow> rows, TableBuilder table) {
        String type = rows.get(0).text("type");
        if (type.equals("PRIMARY KEY")) {
            return;
        }
        boolean unique = type.startsWith("UNIQUE");
        List<String> parts = new ArrayList<>();
        List<String> included = new ArrayList<>();
        for (DatabaseRow row : rows) {
            if (unique && !row.flag("partofkey")) {
                included.add(row.text("col"));
            } else {
                parts.add(row.text("col") + order(row));
            }
        }
        table.add(new Table.Index(
                parts,
                included,
                type.contains("HASH") ? "hash" : type.contains("SPATIAL") ? "spatial" : "btree",
                unique,
                Optional.empty(),
                Optional.of(H2Constraints.nulls(rows.get(0))).filter(text -> !text.isEmpty()),
                true,
                MADE_UP.matcher(name).matches() ? Optional.empty() : Optional.of(name)));
    }

    private static String order(DatabaseRow row) {
        boolean backwards = row.text("direction").equals("DESC");
        String usual = backwards ? "LAST" : "FIRST";
        String nulls = row.optional("nullsorted")
                .filter(text -> !text.equals(usual))
                .map(text -> " nulls " + text.toLowerCase(Locale.ROOT))
                .orElse("");
        return (backwards ? " desc" : "") + nulls;
    }

    void triggers(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(TRIGGERS, List.of(), row -> tables.find(row).ifPresent(table -> table.add(trigger(row))));
    }

    private static Table.Trigger trigger(DatabaseRow row) {
        List<String> events =
                List.of(row.text("events").toLowerCase(Locale.ROOT).split(", *"));
        String text = String.join(
                " ",
                row.text("code"),
                "queue",
                row.text("queue"),
                row.flag("nowait") ? "nowait" : "",
                row.flag("onrollback") ? "on rollback" : "");
        return new Table.Trigger(
                row.text("triggername"),
                row.text("timing").toLowerCase(Locale.ROOT),
                events.stream().sorted().toList(),
                row.text("level").toLowerCase(Locale.ROOT),
                true,
                text);
    }
}
