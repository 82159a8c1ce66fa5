package dev.leeway.agent.probe.database.h2;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.spi.DatabaseRow;
import dev.leeway.agent.spi.DatabaseSession;
import dev.leeway.agent.spi.HostAccessException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Asks for keys and conditions; their names are used to put the answers together, and then forgotten. */
final class H2Constraints {
    private static final String KEYS = """
            select constraint_schema as keyschema, constraint_name as keyname, table_schema as db, table_name as name,
                   column_name as col, position_in_unique_constraint as place
            from information_schema.key_column_usage order by constraint_schema, constraint_name, ordinal_position
            """;

    private static final String CONSTRAINTS = """
            select c.constraint_schema as keyschema, c.constraint_name as keyname, c.constraint_type as type,
                   c.table_schema as db, c.table_name as name, c.nulls_distinct as nullsdistinct,
                   k.check_clause as clause, r.unique_constraint_schema as otherschema,
                   r.unique_constraint_name as othername, r.update_rule as onupdate, r.delete_rule as ondelete,
                   array(select u.column_name from information_schema.constraint_column_usage u
                         where u.constraint_schema = c.constraint_schema and u.constraint_name = c.constraint_name
                           and c.constraint_type = 'CHECK' order by 1) as columns
            from information_schema.table_constraints c
            left join information_schema.check_constraints k
                 on k.constraint_schema = c.constraint_schema and k.constraint_name = c.constraint_name
            left join information_schema.referential_constraints r
                 on r.constraint_schema = c.constraint_schema and r.constraint_name = c.constraint_name
            """;

    private final H2Tables tables;
    private final Map<ObjectName, List<DatabaseRow>> keys = new HashMap<>();

    H2Constraints(H2Tables tables) {
        this.tables = tables;
    }

    void ask(DatabaseSession session) throws HostAccessException, InterruptedException {
        session.each(
                KEYS,
                List.of(),
                row -> keys.computeIfAbsent(key(row), each -> new ArrayList<>()).add(row));
        session.each(CONSTRAINTS, List.of(), row -> tables.find(row).ifPresent(table -> table.add(constraint(row))));
    }

    private static ObjectName key(DatabaseRow row) {
        return new ObjectName(row.text("keyschema"), row.text("keyname"));
    }

    private List<String> columns(ObjectName key) {
        return keys.getOrDefault(key, List.of()).stream()
                .map(row -> row.text("col"))
                .toList();
    }

    private Constraint constraint(DatabaseRow row) {
        return switch (row.text("type")) {
            case "PRIMARY KEY" -> new Constraint.PrimaryKey(columns(key(row)), "");
            case "UNIQUE" -> new Constraint.Unique(columns(key(row)), nulls(row));
            case "FOREIGN KEY" -> foreignKey(row);
            default -> new Constraint.Check(row.list("columns"), row.text("clause"), "");
        };
    }

    static String nulls(DatabaseRow row) {
        return switch (row.text("nullsdistinct")) {
            case "NO" -> "nulls not distinct";
            case "ALL" -> "nulls all distinct";
            default -> "";
        };
    }

    private Constraint foreignKey(DatabaseRow row) {
        ObjectName other = new ObjectName(row.text("otherschema"), row.text("othername"));
        List<DatabaseRow> referenced = keys.getOrDefault(other, List.of());
        Map<String, String> pairs = new TreeMap<>();
        for (DatabaseRow each : keys.getOrDefault(key(row), List.of())) {
            int place = (int) each.number("place").orElse(0) - 1;
            boolean known = place >= 0 && place < referenced.size();
            pairs.put(each.text("col"), known ? referenced.get(place).text("col") : "");
        }
        return new Constraint.ForeignKey(
                List.copyOf(pairs.keySet()),
                referenced.isEmpty() ? new ObjectName("", "") : H2Tables.name(referenced.get(0)),
                List.copyOf(pairs.values()),
                row.text("ondelete").toLowerCase(Locale.ROOT),
                row.text("onupdate").toLowerCase(Locale.ROOT),
                "");
    }
}
