package dev.leeway.collector.store.git;

import dev.leeway.collector.store.UnreadFile;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.List;

/**
 * The hosts of one commit.
 *
 * @param snapshots in the order of their directories; a section that is damaged is left out of its host's
 * @param unread files that could not be used, as {@code COMMIT:PATH}
 */
public record Exported(List<Snapshot> snapshots, List<UnreadFile> unread) {
    public Exported {
        snapshots = List.copyOf(snapshots);
        unread = List.copyOf(unread);
    }
}
