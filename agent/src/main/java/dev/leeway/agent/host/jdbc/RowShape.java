package dev.leeway.agent.host.jdbc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which columns an answer has, shared by its rows. */
final class RowShape {
    private final Map<String, Integer> places;
    private final List<Reader> readers;

    private RowShape(Map<String, Integer> places, List<Reader> readers) {
        this.places = places;
        this.readers = readers;
    }

    static RowShape of(ResultSetMetaData metadata) throws SQLException {
        Map<String, Integer> places = new HashMap<>();
        List<Reader> readers = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            places.putIfAbsent(metadata.getColumnLabel(i).toLowerCase(Locale.ROOT), i - 1);
            readers.add(reader(metadata.getColumnType(i)));
        }
        return new RowShape(places, readers);
    }

    private static Reader reader(int type) {
        return switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT ->
                (row, place) -> {
                    long number = row.getLong(place);
                    return row.wasNull() ? null : number;
                };
            case Types.BOOLEAN, Types.BIT ->
                (row, place) -> {
                    boolean set = row.getBoolean(place);
                    return row.wasNull() ? null : set;
                };
            case Types.ARRAY -> RowShape::list;
            default -> ResultSet::getString;
        };
    }

    private static @Nullable Object list(ResultSet row, int place) throws SQLException {
        Array array = row.getArray(place);
        if (array == null) {
            return null;
        }
        List<String> items = new ArrayList<>();
        for (Object item : (Object[]) array.getArray()) {
            if (item != null) {
                items.add(item.toString());
            }
        }
        return items;
    }

    JdbcRow row(ResultSet answer) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[readers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = readers.get(i).read(answer, i + 1);
        }
        return new JdbcRow(this, values);
    }

    /**
     * Where a column is.
     *
     * @throws IllegalArgumentException when no column has that label, which is a mistake of who asks
     */
    int place(String column) {
        Integer same = places.get(column);
        Integer place = same == null ? places.get(column.toLowerCase(Locale.ROOT)) : same;
        if (place == null) {
            throw new IllegalArgumentException("no column " + column);
        }
        return place;
    }

    private interface Reader {
        @Nullable Object read(ResultSet row, int place) throws SQLException;
    }
}
