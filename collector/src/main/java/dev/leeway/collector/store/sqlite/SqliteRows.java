package dev.leeway.collector.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rows from every page of a database that can hold any, whatever became of what leads to it. */
public final class SqliteRows {
    private static final int INDEX_LEAF = 10;
    private static final int INDEX_INNER = 2;
    /** The first page begins with a header of its own. */
    private static final int FILE_HEADER = 100;

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(SqlitePages.USUAL_SIZE);

    private final SqlitePages pages;
    private final Taker taker;

    private SqliteRows(SqlitePages pages, Taker taker) {
        this.pages = pages;
        this.taker = taker;
    }

    /** Takes what is found. */
    public interface Taker {
        /**
         * One row of a table, or one entry of an index or of a table without row numbers.
         *
         * @param number of the row; empty of the latter
         * @param values {@code Long}, {@code String}, {@code byte[]}, or empty for null and for numbers with a fraction
         */
        void row(Optional<Long> number, List<Optional<Object>> values);
    }

    /**
     * Hands every row in {@code file}, and in the log beside it, to {@code taker}; what is no row is passed over.
     *
     * @throws IOException when the file cannot be opened at all
     */
    public static void read(Path file, Taker taker) throws IOException {
        try (SqlitePages pages = SqlitePages.open(file)) {
            SqliteRows rows = new SqliteRows(pages, taker);
            for (int page = 1; page <= pages.count(); page++) {
                if (!pages.isFree(page)) {
                    rows.page(page);
                }
            }
        }
    }

    private void page(int number) {
        ByteBuffer page = pages.page(number);
        int header = number == 1 ? FILE_HEADER : 0;
        int type = page.get(header);
        if (page.equals(EMPTY)) {
            return;
        }
        boolean index = type == INDEX_LEAF || type == INDEX_INNER;
        boolean inner = type == INDEX_INNER;
        // A page of another kind, or of none, may be one of rows whose first byte is damaged.
        int pointers = header + (inner ? 12 : 8);
        int cells = Math.min(page.getShort(header + 3) & 0xFFFF, (pages.size() - pointers) / 2);
        for (int i = 0; i < cells; i++) {
            int at = page.getShort(pointers + 2 * i) & 0xFFFF;
            try {
                cell(new Cursor(page, at + (inner ? 4 : 0)), index);
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                // A cell that leads nowhere costs only itself.
            }
        }
    }

    private void cell(Cursor cursor, boolean index) {
        long length = cursor.varint();
        Optional<Long> number = index ? Optional.empty() : Optional.of(cursor.varint());
        taker.row(number, values(payload(cursor, length, index)));
    }

    /** The bytes of a row, which go on in other pages where they are too many for one. */
    private ByteBuffer payload(Cursor cursor, long length, boolean index) {
        int size = pages.size();
        int most = index ? (size - 12) * 64 / 255 - 23 : size - 35;
        if (length < 1 || length > (long) pages.count() * size) {
            throw new IllegalArgumentException("of no possible length");
        }
        ByteBuffer payload = ByteBuffer.allocate((int) length);
        if (length <= most) {
            return cursor.copy(payload, (int) length).flip();
        }
        int least = (size - 12) * 32 / 255 - 23;
        int here = least + (int) ((length - least) % (size - 4));
        cursor.copy(payload, here <= most ? here : least);
        int next = cursor.integer();
        while (payload.hasRemaining()) {
            if (next < 1 || next > pages.count()) {
                throw new IllegalArgumentException("leads nowhere");
            }
            Cursor more = new Cursor(pages.page(next), 0);
            next = more.integer();
            more.copy(payload, Math.min(payload.remaining(), size - 4));
        }
        return payload.flip();
    }

    private static List<Optional<Object>> values(ByteBuffer payload) {
        Cursor header = new Cursor(payload, 0);
        long end = header.varint();
        if (end < 1 || end > payload.limit()) {
            throw new IllegalArgumentException("a header of no possible length");
        }
        Cursor content = new Cursor(payload, (int) end);
        List<Optional<Object>> values = new ArrayList<>();
        while (header.at < end) {
            values.add(content.value(header.varint()));
        }
        return values;
    }

    /** Reads on from a place in a page or a row. */
    private static final class Cursor {
        private static final int[] WIDTHS = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

        private final ByteBuffer bytes;
        private int at;

        Cursor(ByteBuffer bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        long varint() {
            long number = 0;
            for (int i = 0; i < 8; i++) {
                byte next = bytes.get(at++);
                number = number << 7 | (next & 0x7F);
                if (next >= 0) {
                    return number;
                }
            }
            return number << 8 | (bytes.get(at++) & 0xFF);
        }

        int integer() {
            at += 4;
            return bytes.getInt(at - 4);
        }

        ByteBuffer copy(ByteBuffer target, int length) {
            target.put(bytes.duplicate().position(at).limit(at + length));
            at += length;
            return target;
        }

        Optional<Object> value(long type) {
            if (type >= 12) {
                long length = (type - 12) / 2;
                if (length > bytes.limit() - at) {
                    throw new IllegalArgumentException("a value beyond its row");
                }
                byte[] value = new byte[(int) length];
                bytes.duplicate().position(at).get(value);
                at += value.length;
                return Optional.of(type % 2 == 0 ? value : new String(value, StandardCharsets.UTF_8));
            }
            if (type == 8 || type == 9) {
                return Optional.of(type - 8);
            }
            if (type < 0 || type > 9) {
                throw new IllegalArgumentException("a value of no known kind");
            }
            int width = WIDTHS[(int) type];
            long number = width == 0 ? 0 : bytes.get(at);
            for (int i = 1; i < width; i++) {
                number = number << 8 | (bytes.get(at + i) & 0xFF);
            }
            at += width;
            return type == 0 || type == 7 ? Optional.empty() : Optional.of(number);
        }
    }
}
