package dev.leeway.collector.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether a file can be a collector's store, told without touching it. */
final class StoreFile {
    /** What every SQLite file begins with. */
    private static final byte[] BEGINNING = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private StoreFile() {}

    /**
     * Looks at what is there, and where nothing is, at where it would be made.
     *
     * @param shown what messages call it
     * @throws CommandFailure where it could be neither opened nor made
     */
    static void check(Path file, String shown) throws CommandFailure {
        Path place = file.toAbsolutePath();
        if (Files.exists(place)) {
            there(place, shown);
        } else {
            makeable(place.getParent(), shown);
        }
    }

    private static void there(Path file, String shown) throws CommandFailure {
        // What is written goes beside it first.
        Path directory = file.getParent();
        if (!Files.isReadable(file) || !Files.isWritable(file) || directory == null || !Files.isWritable(directory)) {
            throw new CommandFailure(shown + ": may not be read or written; check its owner and directory");
        }
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(BEGINNING.length);
        } catch (IOException e) {
            throw new CommandFailure(shown + ": cannot be read; check the disk, or name another store", e);
        }
        if (first.length > 0 && !Arrays.equals(first, BEGINNING)) {
            throw new CommandFailure(shown + ": is no store, or its beginning is damaged; name another file, or bring"
                    + " what can be read into a new store: leeway store rescue FILE NEW");
        }
    }

    private static void makeable(@Nullable Path directory, String shown) throws CommandFailure {
        Path nearest = directory;
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (nearest == null || !Files.isDirectory(nearest)) {
            throw new CommandFailure(
                    shown + ": cannot be made, for " + nearest + " is no directory; name another store");
        }
        if (!Files.isWritable(nearest)) {
            throw new CommandFailure(shown + ": cannot be made, for nothing may be written into " + nearest
                    + "; have it writable for who runs the collector, or name another store");
        }
    }
}
