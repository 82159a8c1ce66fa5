package dev.leeway.agent.host.jdbc;

import dev.leeway.agent.spi.DatabaseRow;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One row, read whole. */
final class JdbcRow implements DatabaseRow {
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
