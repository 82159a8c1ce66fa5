package dev.leeway.agent.probe.database.standard;

import dev.leeway.agent.probe.database.model.ObjectName;
import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.spi.DatabaseRow;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Puts the columns of one table's foreign keys together by the keys' names, and forgets those; rules are numbered as in JDBC. */
final class ForeignKeys {
    private final Function<DatabaseRow, ObjectName> referenced;
    private final SortedMap<String, SortedMap<Long, DatabaseRow>> keys = new TreeMap<>();
    private int unnamed;

    /** @param referenced tells the table that a row's key leads to */
    ForeignKeys(Function<DatabaseRow, ObjectName> referenced) {
        this.referenced = referenced;
    }

    void take(DatabaseRow row) {
        long place = row.number("key_seq").orElse(1);
        if (row.text("fk_name").isEmpty() && place <= 1) {
            unnamed++;
        }
        // Keys without a name follow one another.
        String name = row.optional("fk_name").filter(text -> !text.isEmpty()).orElse("#" + unnamed);
        keys.computeIfAbsent(name, each -> new TreeMap<>()).put(place, row);
    }

    List<Constraint> keys() {
        List<Constraint> found = new ArrayList<>();
        for (SortedMap<Long, DatabaseRow> parts : keys.values()) {
            DatabaseRow first = parts.values().iterator().next();
            found.add(new Constraint.ForeignKey(
                    columns(parts, "fkcolumn_name"),
                    referenced.apply(first),
                    columns(parts, "pkcolumn_name"),
                    rule(first, "delete_rule"),
                    rule(first, "update_rule"),
                    deferrable(first)));
        }
        return found;
    }

    private static List<String> columns(SortedMap<Long, DatabaseRow> parts, String label) {
        return parts.values().stream().map(row -> row.text(label)).toList();
    }

    private static String rule(DatabaseRow row, String label) {
        return switch ((int) row.number(label).orElse(3)) {
            case 0 -> "cascade";
            case 1 -> "restrict";
            case 2 -> "set null";
            case 4 -> "set default";
            default -> "no action";
        };
    }

    private static String deferrable(DatabaseRow row) {
        return switch ((int) row.number("deferrability").orElse(7)) {
            case 5 -> "deferrable initially deferred";
            case 6 -> "deferrable";
            default -> "";
        };
    }
}
