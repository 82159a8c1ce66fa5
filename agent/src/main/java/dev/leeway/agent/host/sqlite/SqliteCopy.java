package dev.leeway.agent.host.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** A database file and what belongs to it, copied to where only this user can enter; closing removes the names, not what is open. */
final class SqliteCopy implements AutoCloseable {
    /** Larger ones would take more time and room than a look is worth. */
    private static final long MAX_BYTES = 1L << 30;

    /** For a file that somebody writes to while it is copied. */
    private static final int ATTEMPTS = 4;

    private static final List<String> COMPANIONS = List.of("", "-wal", "-journal");

    private final Path directory;

    private SqliteCopy(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies {@code file}, again if it changed meanwhile.
     *
     * @throws TooLargeException when it is larger than is copied
     */
    static SqliteCopy of(Path file) throws IOException {
        SqliteCopy copy = new SqliteCopy(Files.createTempDirectory("leeway-sqlite"));
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                List<FileTime> before = state(file);
                copy.take(file);
                if (before.equals(state(file))) {
                    break;
                }
            }
            return copy;
        } catch (IOException e) {
            copy.close();
            throw e;
        }
    }

    private static List<FileTime> state(Path file) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (String companion : COMPANIONS) {
            Path each = Path.of(file + companion);
            times.add(Files.isRegularFile(each) ? Files.getLastModifiedTime(each) : FileTime.fromMillis(0));
        }
        return times;
    }

    private void take(Path file) throws IOException {
        for (String companion : COMPANIONS) {
            Path target = Path.of(database() + companion);
            Files.deleteIfExists(target);
            Path source = Path.of(file + companion);
            if (Files.isRegularFile(source)) {
                copy(source, target, companion.isEmpty());
            }
        }
    }

    /** A log may be gone when its turn comes; the database itself may not. */
    private static void copy(Path source, Path target, boolean needed) throws IOException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (from.size() > MAX_BYTES) {
                throw new TooLargeException();
            }
            ByteBuffer chunk = ByteBuffer.allocate(1 << 18);
            long copied = 0;
            while (copied <= MAX_BYTES && from.read(chunk) >= 0) {
                copied += chunk.flip().remaining();
                while (chunk.hasRemaining()) {
                    to.write(chunk);
                }
                chunk.clear();
            }
        } catch (NoSuchFileException e) {
            if (needed) {
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

    /** More than is copied. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
