package dev.leeway.agent.probe.database.standard;

import dev.leeway.agent.spi.DatabaseRow;
import java.util.Locale;
import java.util.Set;

/** Spells a type as the server's own name for it with what limits it. */
final class StandardType {
    /** Characters and bytes, as JDBC numbers types. */
    private static final Set<Long> SIZED = Set.of(1L, 12L, -15L, -9L, -2L, -3L);

    private static final Set<Long> DECIMAL = Set.of(2L, 3L);

    private StandardType() {}

    static String of(DatabaseRow row) {
        String name = row.text("type_name").toLowerCase(Locale.ROOT);
        if (name.contains("(")) {
            return name;
        }
        long size = row.number("column_size").orElse(0);
        long type = row.number("data_type").orElse(0);
        if (SIZED.contains(type)) {
            return name + "(" + size + ")";
        }
        if (DECIMAL.contains(type)) {
            return name + "(" + size + "," + row.number("decimal_digits").orElse(0) + ")";
        }
        return name;
    }
}
