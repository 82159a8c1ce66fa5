package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What was found in a directory.
 *
 * @param snapshots in the order of their names
 * @param unread files that could not be used, in the order of their names
 * @param reports how many files were reports, not snapshots, and were passed over
 */
public record SnapshotFolder(List<SnapshotFile> snapshots, List<UnreadFile> unread, int reports) {
    public SnapshotFolder {
        requireNonNull(snapshots, "snapshots is null");
        snapshots = List.copyOf(snapshots);
        unread = List.copyOf(unread);
    }
}
