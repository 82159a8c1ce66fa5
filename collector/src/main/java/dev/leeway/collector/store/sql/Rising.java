package dev.leeway.collector.store.sql;

import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Holds rows that were asked for after a number to be after it. One flipped bit can have another index of a table stand for its numbers: what is read then
 * has none, and whoever goes on after the last row would read the first ones again, for ever.
 */
final class Rising {
    private Rising() {}

    /** The file as a whole does not fit together; told as SQLite tells it where it notices by itself. */
    private static final class MisledException extends JdbiException {
        private static final long serialVersionUID = 1;

        MisledException() {
            super("rows without order", new SQLiteException("rows without order", SQLiteErrorCode.SQLITE_CORRUPT));
        }
    }

    /** {@code rows}, whose numbers rise from beyond {@code point}. */
    static <T> List<T> after(long point, List<T> rows, ToLongFunction<T> number) {
        long last = point;
        for (T row : rows) {
            long next = number.applyAsLong(row);
            if (next <= last) {
                throw new MisledException();
            }
            last = next;
        }
        return rows;
    }
}
