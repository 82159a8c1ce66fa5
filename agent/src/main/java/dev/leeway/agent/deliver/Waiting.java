package dev.leeway.agent.deliver;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.snapshot.SpoolCounts;

/**
 * A snapshot that waits for a collector.
 *
 * @param sequence of the snapshot, higher with each
 * @param manifest digest of its manifest: equal ones saw the same
 * @param repeats whether the snapshot taken right before it saw the same, whatever became of that
 * @param covered all that was missing when it was taken, so that its arrival tells of that much
 * @param bytes its file takes
 */
public record Waiting(long sequence, String manifest, boolean repeats, SpoolCounts covered, long bytes) {
    public Waiting {
        requireNonNull(manifest, "manifest is null");
        requireNonNull(covered, "covered is null");
    }
}
