package dev.leeway.collector.store;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads snapshots from files and streams, plain or packed with gzip or zstd. */
public final class SnapshotFiles {
    private SnapshotFiles() {}

    /**
     * Reads one snapshot; the stream is not closed.
     *
     * @throws FormatException naming source and place, what is wrong and what to do
     */
    public static SnapshotFile read(InputStream in, String name) throws FormatException {
        return new SnapshotFile(name, SnapshotJson.read(Unpacking.of(in, name), name));
    }

    /**
     * Reads the snapshot in {@code file}.
     *
     * @throws FormatException naming file and place, what is wrong and what to do
     */
    public static SnapshotFile read(Path file) throws FormatException {
        try (InputStream in = open(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static InputStream open(Path file) throws IOException {
        return Files.newInputStream(file);
    }

    static FormatException unreadable(Path file, IOException cause) {
        String name = file.toString();
        if (cause instanceof NoSuchFileException) {
            return new FormatException(name, "", "there is no such file", "check the path", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new FormatException(name, "", "may not be read", "check who may read it", cause);
        }
        return new FormatException(name, "", "cannot be read", "check the file and its disk", cause);
    }
}
