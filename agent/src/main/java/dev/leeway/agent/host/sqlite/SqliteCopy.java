package dev.leeway.agent.host.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A database file and what belongs to it, copied to where only this user can enter; closing removes the names, not what is open. */
final class SqliteCopy implements AutoCloseable {
    /** For a file that somebody writes to while it is copied. */
    private static final int ATTEMPTS = 4;

    private static final List<String> COPIED = List.of("", "-wal", "-journal");

    private final Path directory;

    private SqliteCopy(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies a database, again if it changed meanwhile.
     *
     * @param maxBytes what each of its files may have
     * @throws TooLargeException when it is larger than is copied
     * @throws InUseException when it changed during every attempt, so that a copy holds parts of several moments
     */
    static SqliteCopy of(SqliteSource source, long maxBytes) throws IOException {
        SqliteCopy copy = new SqliteCopy(Files.createTempDirectory("leeway-sqlite"));
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                List<SqliteMark> before = SqliteMark.of(source);
                copy.take(source, maxBytes);
                if (before.equals(SqliteMark.of(source))) {
                    return copy;
                }
            }
            throw new InUseException();
        } catch (IOException e) {
            copy.close();
            throw e;
        }
    }

    private void take(SqliteSource source, long maxBytes) throws IOException {
        for (String companion : COPIED) {
            Path target = Path.of(database() + companion);
            Files.deleteIfExists(target);
            if (source.modified(companion).isPresent()) {
                copy(source, companion, target, maxBytes);
            }
        }
    }

    /** A log may be gone when its turn comes; the database itself may not. */
    private static void copy(SqliteSource source, String companion, Path target, long maxBytes) throws IOException {
        try (SeekableByteChannel from = source.open(companion);
                FileChannel to = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (from.size() > maxBytes) {
                throw new TooLargeException();
            }
            ByteBuffer chunk = ByteBuffer.allocate(1 << 18);
            long copied = 0;
            while (copied <= maxBytes && from.read(chunk) >= 0) {
                copied += chunk.flip().remaining();
                while (chunk.hasRemaining()) {
                    to.write(chunk);
                }
                chunk.clear();
            }
        } catch (NoSuchFileException e) {
            if (companion.isEmpty()) {
                throw e;
            }
        }
    }

    Path database() {
        return directory.resolve("copy.db");
    }

    SqliteHead head() throws IOException {
        try (InputStream in = Files.newInputStream(database())) {
            return SqliteHead.of(in.readNBytes(SqliteHead.LENGTH));
        }
    }

    @Override
    public void close() throws IOException {
        for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
            Files.deleteIfExists(Path.of(database() + suffix));
        }
        Files.deleteIfExists(directory);
    }

    /** Written to all the time. */
    static final class InUseException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** More than is copied. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
