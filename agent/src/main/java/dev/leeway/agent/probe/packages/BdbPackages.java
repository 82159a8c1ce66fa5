package dev.leeway.agent.probe.packages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The Berkeley DB hash file that rpm kept until 4.16 ({@code Packages}; Red Hat 8 and before): pages of one size, on
 * them keys and data in turn; a package header is larger than a page and lies on a chain of overflow pages.
 */
final class BdbPackages {
    private static final int HASH_MAGIC = 0x00061561;
    private static final int HASH_PAGE_UNSORTED = 2;
    private static final int HASH_PAGE = 13;
    private static final int OVERFLOW_PAGE = 7;
    private static final int OFF_PAGE_ITEM = 3;
    private static final int PAGE_HEADER_BYTES = 26;
    private static final int MAX_BLOB_BYTES = 64 * 1024 * 1024;

    private final DatabaseFile file;
    private final ByteOrder order;
    private final int pageBytes;
    private final long pages;

    private BdbPackages(DatabaseFile file, ByteOrder order, int pageBytes) {
        this.file = file;
        this.order = order;
        this.pageBytes = pageBytes;
        this.pages = file.size() / pageBytes;
    }

    /**
     * Hands on the header of every package, in page order.
     *
     * @throws MalformedDatabaseException when it is no such file, or a page points outside it or in a circle
     */
    static void read(DatabaseFile file, DatabaseFile.Headers headers) throws IOException, MalformedDatabaseException {
        ByteBuffer meta = file.read(0, 512);
        if (meta.getInt(12) != HASH_MAGIC) {
            meta.order(ByteOrder.BIG_ENDIAN);
        }
        int pageBytes = meta.getInt(20);
        boolean powerOfTwo = pageBytes >= 512 && pageBytes <= 65536 && Integer.bitCount(pageBytes) == 1;
        if (meta.getInt(12) != HASH_MAGIC || !powerOfTwo) {
            throw new MalformedDatabaseException("not a Berkeley DB hash file");
        }
        new BdbPackages(file, meta.order(), pageBytes).readAll(headers);
    }

    private void readAll(DatabaseFile.Headers headers) throws IOException, MalformedDatabaseException {
        for (long number = 1; number < pages; number++) {
            ByteBuffer page = page(number);
            int type = page.get(25);
            if (type == HASH_PAGE || type == HASH_PAGE_UNSORTED) {
                readItems(page, headers);
            }
        }
    }

    private ByteBuffer page(long number) throws IOException, MalformedDatabaseException {
        return file.read(number * pageBytes, pageBytes).order(order);
    }

    /** Items alternate: a key, then its data. Data small enough for the page is rpm's own counter, never a package. */
    private void readItems(ByteBuffer page, DatabaseFile.Headers headers)
            throws IOException, MalformedDatabaseException {
        int items = page.getShort(20) & 0xFFFF;
        if (PAGE_HEADER_BYTES + items * 2 > pageBytes) {
            throw new MalformedDatabaseException("a Berkeley DB page lists more items than fit on it");
        }
        for (int item = 1; item < items; item += 2) {
            int offset = page.getShort(PAGE_HEADER_BYTES + item * 2) & 0xFFFF;
            if (offset + 12 <= pageBytes && page.get(offset) == OFF_PAGE_ITEM) {
                headers.accept(overflow(page.getInt(offset + 4), page.getInt(offset + 8)));
            }
        }
    }

    private byte[] overflow(int firstPage, int length) throws IOException, MalformedDatabaseException {
        if (length < 0 || length > MAX_BLOB_BYTES) {
            throw new MalformedDatabaseException("a Berkeley DB record is larger than " + MAX_BLOB_BYTES + " bytes");
        }
        ByteArrayOutputStream blob = new ByteArrayOutputStream(Math.min(length, pageBytes));
        long number = firstPage & 0xFFFFFFFFL;
        while (blob.size() < length) {
            if (number == 0 || number >= pages) {
                throw new MalformedDatabaseException("a Berkeley DB record is cut short");
            }
            ByteBuffer page = page(number);
            int here = Math.min(page.getShort(22) & 0xFFFF, pageBytes - PAGE_HEADER_BYTES);
            if (page.get(25) != OVERFLOW_PAGE || here == 0) {
                throw new MalformedDatabaseException("a Berkeley DB record points to no overflow page");
            }
            // Every page adds at least a byte, so a circle ends when the promised length is reached.
            byte[] part = new byte[Math.min(here, length - blob.size())];
            page.get(PAGE_HEADER_BYTES, part);
            blob.writeBytes(part);
            number = page.getInt(16) & 0xFFFFFFFFL;
        }
        return blob.toByteArray();
    }
}
