package dev.leeway.agent.probe.database.standard;

import dev.leeway.agent.probe.database.model.Table;
import dev.leeway.agent.probe.database.model.Table.Constraint;
import dev.leeway.agent.probe.database.model.TableBuilder;
import dev.leeway.agent.spi.DatabaseRow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts the columns of one table's indexes together; those that carry a key are told with it. */
final class Indexes {
    /** As JDBC numbers kinds: no index, but what is known of the table. */
    private static final long STATISTIC = 0;

    private final Set<List<String>> keys = new HashSet<>();
    private final Set<List<String>> references = new HashSet<>();
    private final SortedMap<String, SortedMap<Long, DatabaseRow>> indexes = new TreeMap<>();

    Indexes(List<Constraint> constraints) {
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                keys.add(key.columns());
            } else if (constraint instanceof Constraint.ForeignKey key) {
                references.add(key.columns());
            }
        }
    }

    void take(DatabaseRow row) {
        if (row.number("type").orElse(STATISTIC) != STATISTIC) {
            indexes.computeIfAbsent(row.text("index_name"), each -> new TreeMap<>())
                    .put(row.number("ordinal_position").orElse(0), row);
        }
    }

    void tell(TableBuilder table) {
        indexes.forEach((name, parts) -> {
            DatabaseRow first = parts.values().iterator().next();
            List<String> columns =
                    parts.values().stream().map(row -> row.text("column_name")).toList();
            boolean unique = !first.flag("non_unique");
            Optional<String> predicate =
                    Optional.of(Labels.optional(first, "filter_condition")).filter(text -> !text.isEmpty());
            if (unique && keys.contains(columns)) {
                return;
            }
            if (unique && predicate.isEmpty()) {
                table.add(new Constraint.Unique(columns, ""));
            } else if (!isGenerated(name) || !references.contains(columns)) {
                table.add(new Table.Index(
                        parts.values().stream().map(Indexes::part).toList(),
                        List.of(),
                        method(first),
                        unique,
                        predicate,
                        Optional.empty(),
                        true,
                        Optional.of(name).filter(text -> !isGenerated(text))));
            }
        });
    }

    private static String part(DatabaseRow row) {
        return row.text("column_name") + (row.text("asc_or_desc").equals("D") ? " desc" : "");
    }

    private static String method(DatabaseRow row) {
        return switch ((int) row.number("type").orElse(3)) {
            case 1 -> "clustered";
            case 2 -> "hash";
            default -> "plain";
        };
    }

    /** As servers name what nobody named: {@code SYS_C0012}, {@code SYS_IDX_10092}, {@code SQL0000000012-...}, {@code PK__orders__3213E83F}. */
    static boolean isGenerated(String name) {
        return name.matches("SYS_[A-Z_]*\\d+.*|SQL\\d{6,}.*|[A-Z]{2}__.*__[0-9A-F]{8,}.*");
    }
}
