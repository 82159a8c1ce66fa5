package dev.leeway.collector.source.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a fetch that takes too long or brings too much. */
final class FetchBounds extends EmptyProgressMonitor {
    private static final long LOOK = Duration.ofMillis(100).toNanos();

    private final Path folder;
    private final long deadline;
    private final long most;
    private long looked;
    private boolean late;
    private boolean large;

    /**
     * The bounds of one fetch.
     *
     * @param folder into which it writes
     * @param most bytes that may lie there
     */
    FetchBounds(Path folder, Duration time, long most) {
        this.folder = folder;
        this.most = most;
        this.looked = System.nanoTime();
        this.deadline = looked + time.toNanos();
    }

    @Override
    public boolean isCancelled() {
        long now = System.nanoTime();
        late |= now - deadline > 0;
        if (now - looked > LOOK) {
            looked = now;
            large |= size() > most;
        }
        return late || large;
    }

    boolean late() {
        return late;
    }

    /** Whether there is too much, looked at once more. */
    boolean large() {
        large |= size() > most;
        return large;
    }

    private long size() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(FetchBounds::size).sum();
        } catch (IOException | UncheckedIOException e) {
            // Files come and go while packs are written.
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
