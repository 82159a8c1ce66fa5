package dev.leeway.agent.host.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * The first 100 bytes of a SQLite file.
 *
 * @param known whether it is one; a file without a byte is an empty database
 * @param writer number of the library that wrote it last, as 3045001; 0 where none did
 * @param writeAhead whether changes go to a log first
 * @param changes counted by whoever changes it
 */
record SqliteHead(boolean known, int writer, boolean writeAhead, int changes) {
    static final int LENGTH = 100;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(US_ASCII);
    private static final int WRITE_VERSION = 18;
    private static final int CHANGES = 24;
    private static final int WRITER = 96;

    static SqliteHead of(byte[] head) {
        if (head.length == 0) {
            return new SqliteHead(true, 0, false, 0);
        }
        if (head.length < LENGTH) {
            return new SqliteHead(false, 0, false, 0);
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (head[i] != MAGIC[i]) {
                return new SqliteHead(false, 0, false, 0);
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(head);
        return new SqliteHead(true, Math.max(0, bytes.getInt(WRITER)), head[WRITE_VERSION] == 2, bytes.getInt(CHANGES));
    }
}
