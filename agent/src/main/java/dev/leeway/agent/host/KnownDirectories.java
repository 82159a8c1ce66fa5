package dev.leeway.agent.host;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Where the directories met a moment ago lead to, so that a probe that reads one file after another of a directory does not
 * resolve the way there each time.
 *
 * <p>Forgotten so soon that nobody can count on it; what is opened below a foreign root is checked again all the same.
 */
final class KnownDirectories {
    private static final int SLOTS = 64;
    private static final long FRESH_NANOS = 100_000_000;

    private final AtomicReferenceArray<Known> slots = new AtomicReferenceArray<>(SLOTS);

    /** The way there, if it was resolved a moment ago: within the root, free of links; empty text for the root itself. */
    Optional<String> find(String directory) {
        Known known = slots.get(slot(directory));
        boolean fresh =
                known != null && known.directory().equals(directory) && System.nanoTime() - known.since() < FRESH_NANOS;
        return fresh ? Optional.of(known.inside()) : Optional.empty();
    }

    void remember(String directory, String inside) {
        slots.set(slot(directory), new Known(directory, inside, System.nanoTime()));
    }

    private static int slot(String directory) {
        return Math.floorMod(directory.hashCode(), SLOTS);
    }

    private record Known(String directory, String inside, long since) {}
}
