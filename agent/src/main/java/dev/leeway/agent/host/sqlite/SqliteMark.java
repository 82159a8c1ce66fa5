package dev.leeway.agent.host.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By what a write to one of the files of a database shows. Clocks of file systems stand still for milliseconds, in which many writes
 * have room, so what SQLite itself counts is held against it too: changes in the head of the database and frames of the log in the index
 * beside it.
 *
 * @param modified empty where there is no such file
 * @param size in bytes
 * @param head its first bytes
 */
record SqliteMark(Optional<Instant> modified, long size, ByteBuffer head) {
    /** Locks that readers hold come and go behind these. */
    private static final int INDEX_HEAD = 96;

    private static final SqliteMark NONE = new SqliteMark(Optional.empty(), 0, ByteBuffer.allocate(0));

    static List<SqliteMark> of(SqliteSource source) throws IOException {
        List<SqliteMark> marks = new ArrayList<>();
        for (String companion : List.of("", "-wal", "-journal")) {
            Optional<Instant> modified = source.modified(companion);
            marks.add(modified.isPresent() ? read(source, companion, modified, SqliteHead.LENGTH) : NONE);
        }
        marks.add(index(source));
        return marks;
    }

    /** Shared memory has no honest time; whoever may not read it does without. */
    private static SqliteMark index(SqliteSource source) throws IOException {
        try {
            return source.modified("-shm").isPresent() ? read(source, "-shm", Optional.empty(), INDEX_HEAD) : NONE;
        } catch (AccessDeniedException e) {
            return NONE;
        }
    }

    private static SqliteMark read(SqliteSource source, String companion, Optional<Instant> modified, int length)
            throws IOException {
        try (SeekableByteChannel from = source.open(companion)) {
            ByteBuffer head = ByteBuffer.allocate(length);
            int read = 0;
            while (head.hasRemaining() && read >= 0) {
                read = from.read(head);
            }
            return new SqliteMark(modified, from.size(), head.flip());
        } catch (NoSuchFileException e) {
            if (companion.isEmpty()) {
                throw e;
            }
            return NONE;
        }
    }
}
