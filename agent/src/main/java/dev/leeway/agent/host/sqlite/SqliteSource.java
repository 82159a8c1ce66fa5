package dev.leeway.agent.host.sqlite;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/** A database file and its companions, called by what they have behind its name: nothing, {@code -wal}, {@code -journal}. */
interface SqliteSource {
    /** When it was written last; empty where there is no such regular file. */
    Optional<Instant> modified(String companion) throws IOException;

    SeekableByteChannel open(String companion) throws IOException;

    /** Where the configuration says. */
    static SqliteSource at(Path file) {
        return new SqliteSource() {
            @Override
            public Optional<Instant> modified(String companion) throws IOException {
                Path each = Path.of(file + companion);
                return Files.isRegularFile(each)
                        ? Optional.of(Files.getLastModifiedTime(each).toInstant())
                        : Optional.empty();
            }

            @Override
            public SeekableByteChannel open(String companion) throws IOException {
                return FileChannel.open(Path.of(file + companion), StandardOpenOption.READ);
            }
        };
    }

    /** Where a service has it: links that it laid lead nowhere outside its own root. */
    static SqliteSource in(HostFiles files, String path) {
        return new SqliteSource() {
            @Override
            public Optional<Instant> modified(String companion) throws IOException {
                try {
                    return files.stat(path + companion)
                            .filter(stat -> stat.type() == FileStat.Type.FILE)
                            .map(FileStat::modified);
                } catch (HostAccessException e) {
                    throw failure(e);
                }
            }

            @Override
            public SeekableByteChannel open(String companion) throws IOException {
                try {
                    return files.open(path + companion);
                } catch (HostAccessException e) {
                    throw failure(e);
                }
            }
        };
    }

    private static IOException failure(HostAccessException e) {
        return switch (e.kind()) {
            case ABSENT, VANISHED -> new NoSuchFileException(e.path());
            case DENIED -> new AccessDeniedException(e.path());
            default -> new IOException(e);
        };
    }
}
