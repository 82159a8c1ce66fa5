package dev.leeway.collector.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values of the registry stand in columns. */
final class Columns {
    private static final String SEPARATOR = "\n";

    private Columns() {}

    static @Nullable Long millis(Optional<Instant> moment) {
        return moment.map(Instant::toEpochMilli).orElse(null);
    }

    static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
        return number(row, column).map(Instant::ofEpochMilli);
    }

    static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static String joined(Collection<String> names) {
        return String.join(SEPARATOR, names);
    }

    static List<String> split(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Class<E> type, ResultSet row, String column) throws SQLException {
        return Enum.valueOf(type, row.getString(column).toUpperCase(Locale.ROOT));
    }
}
