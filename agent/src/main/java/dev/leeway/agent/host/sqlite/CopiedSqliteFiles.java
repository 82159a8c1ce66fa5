package dev.leeway.agent.host.sqlite;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.SqliteFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * Copies a database with its write-ahead log into a directory only this user can enter, reads it there, and removes it.
 */
public final class CopiedSqliteFiles implements SqliteFiles {
    private static final long MAX_BYTES = 1L << 30;
    private static final List<String> COMPANIONS = List.of("", "-wal");

    private final HostFiles files;

    /** Databases found through {@code files}. */
    public CopiedSqliteFiles(HostFiles files) {
        this.files = requireNonNull(files, "files is null");
    }

    @Override
    public void blobs(String path, String query, Blobs blobs) throws HostAccessException {
        Path directory = null;
        try {
            directory = Files.createTempDirectory("leeway-sqlite");
            Path copy = directory.resolve("copy.db");
            for (String companion : COMPANIONS) {
                if (files.stat(path + companion).isPresent()) {
                    copy(path + companion, Path.of(copy + companion));
                }
            }
            query(copy, query, blobs);
        } catch (SQLException notSuchADatabase) {
            throw new HostAccessException(HostAccessException.Kind.MALFORMED, path);
        } catch (IOException | LinkageError noRoomOrNoNativeCode) {
            // The driver unpacks native code; a temporary directory that forbids execution ends here.
            throw new HostAccessException(HostAccessException.Kind.UNREADABLE, path);
        } finally {
            remove(directory);
        }
    }

    private void copy(String from, Path to) throws HostAccessException, IOException {
        try (SeekableByteChannel source = files.open(from);
                FileChannel target = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (source.size() > MAX_BYTES) {
                throw new HostAccessException(HostAccessException.Kind.TOO_LARGE, from);
            }
            ByteBuffer chunk = ByteBuffer.allocate(1 << 18);
            long copied = 0;
            while (copied <= MAX_BYTES && source.read(chunk) >= 0) {
                copied += chunk.flip().remaining();
                while (chunk.hasRemaining()) {
                    target.write(chunk);
                }
                chunk.clear();
            }
        }
    }

    private static void query(Path database, String query, Blobs blobs) throws SQLException, HostAccessException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(1_000);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                byte[] blob = rows.getBytes(1);
                if (blob != null) {
                    blobs.accept(blob);
                }
            }
        }
    }

    private static void remove(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try {
            for (String name : List.of("copy.db", "copy.db-wal", "copy.db-shm", "copy.db-journal")) {
                Files.deleteIfExists(directory.resolve(name));
            }
            Files.deleteIfExists(directory);
        } catch (IOException leftBehind) {
            directory.toFile().deleteOnExit();
        }
    }
}
