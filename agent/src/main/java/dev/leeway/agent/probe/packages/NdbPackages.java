package dev.leeway.agent.probe.packages;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * rpm's own database format ({@code Packages.db}, SUSE): a header page, slots of 16 bytes that point to blobs, the blobs
 * in blocks of 16 bytes; little-endian.
 */
final class NdbPackages {
    private static final int HEADER_MAGIC = 0x506D7052;
    private static final int SLOT_MAGIC = 0x746F6C53;
    private static final int BLOB_MAGIC = 0x53626C42;
    private static final int HEADER_BYTES = 32;
    private static final int SLOT_BYTES = 16;
    private static final int BLOB_HEADER_BYTES = 16;
    private static final int PAGE_BYTES = 4096;
    private static final int MAX_SLOT_PAGES = 4096;
    private static final int BLOCK_BYTES = 16;
    private static final int MAX_BLOB_BYTES = 64 * 1024 * 1024;

    private NdbPackages() {}

    /**
     * Hands on the header of every package, in slot order.
     *
     * @throws MalformedDatabaseException when it is no such database or a slot points outside it
     */
    static void read(DatabaseFile file, DatabaseFile.Headers headers) throws IOException, MalformedDatabaseException {
        ByteBuffer header = file.read(0, HEADER_BYTES);
        int slotPages = header.getInt(12);
        if (header.getInt(0) != HEADER_MAGIC || slotPages < 1 || slotPages > MAX_SLOT_PAGES) {
            throw new MalformedDatabaseException("not an ndb package database");
        }
        ByteBuffer slots = file.read(0, slotPages * PAGE_BYTES);
        for (int at = HEADER_BYTES; at + SLOT_BYTES <= slots.limit(); at += SLOT_BYTES) {
            if (slots.getInt(at) != SLOT_MAGIC) {
                throw new MalformedDatabaseException("an ndb slot lacks its mark");
            }
            int index = slots.getInt(at + 4);
            if (index != 0) {
                headers.accept(blob(file, index, (slots.getInt(at + 8) & 0xFFFFFFFFL) * BLOCK_BYTES));
            }
        }
    }

    private static byte[] blob(DatabaseFile file, int index, long at) throws IOException, MalformedDatabaseException {
        ByteBuffer header = file.read(at, BLOB_HEADER_BYTES);
        int length = header.getInt(12);
        if (header.getInt(0) != BLOB_MAGIC || header.getInt(4) != index || length < 0 || length > MAX_BLOB_BYTES) {
            throw new MalformedDatabaseException("an ndb slot points to no blob");
        }
        byte[] blob = new byte[length];
        file.read(at + BLOB_HEADER_BYTES, length).get(blob);
        return blob;
    }
}
