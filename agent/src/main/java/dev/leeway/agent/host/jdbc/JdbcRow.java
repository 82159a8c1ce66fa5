package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.DatabaseRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One row, read whole. */
final class JdbcRow implements DatabaseRow {
    /** The row itself, with a place in a list and the array of its values. */
    private static final long OF_ROW = 80;

    private static final long OF_TEXT = 48;
    private static final long OF_NUMBER = 24;

    private final RowShape shape;
    private final @Nullable Object[] values;

    JdbcRow(RowShape shape, @Nullable Object[] values) {
        this.shape = shape;
        this.values = values;
    }

    private @Nullable Object value(String column) {
        return values[shape.place(column)];
    }

    @Override
    public Optional<String> optional(String column) {
        return Optional.ofNullable(value(column)).map(Object::toString);
    }

    @Override
    public OptionalLong number(String column) {
        Object value = value(column);
        if (value instanceof Long number) {
            return OptionalLong.of(number);
        }
        try {
            return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value.toString()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public boolean flag(String column) {
        Object value = value(column);
        return value instanceof Boolean set ? set : value instanceof Long number && number != 0;
    }

    @Override
    public List<String> list(String column) {
        if (value(column) instanceof List<?> items) {
            return items.stream().map(String::valueOf).toList();
        }
        return List.of();
    }

    /** How many bytes it takes while it is kept, about. */
    long memory() {
        long memory = OF_ROW;
        for (Object value : values) {
            if (value instanceof String text) {
                memory += OF_TEXT + text.length();
            } else if (value instanceof List<?> items) {
                memory += items.stream()
                        .mapToLong(item -> OF_TEXT + String.valueOf(item).length())
                        .sum();
            } else if (value != null) {
                memory += OF_NUMBER;
            }
        }
        return memory;
    }

    /** How much text is in it, about. */
    long size() {
        long size = 0;
        for (Object value : values) {
            if (value instanceof String text) {
                size += text.length();
            } else if (value instanceof List<?> items) {
                size += items.stream()
                        .mapToLong(item -> String.valueOf(item).length())
                        .sum();
            } else {
                size += Long.BYTES;
            }
        }
        return size;
    }
}
