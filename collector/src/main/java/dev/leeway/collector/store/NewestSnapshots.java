package dev.leeway.collector.store;

import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The newest snapshot of every host: the agent's own count decides, then its clock.
 *
 * @param snapshots one for each host, in the order of environments and host names
 * @param superseded how many older ones were passed over
 */
public record NewestSnapshots(List<SnapshotFile> snapshots, int superseded) {
    /** Clocks are set back, counts are not; equal ids are copies of one snapshot. */
    private static final Comparator<Snapshot> AGE = Comparator.comparingLong(Snapshot::sequence)
            .thenComparing(Snapshot::capturedAt)
            .thenComparing(Snapshot::id);

    public NewestSnapshots {
        snapshots = List.copyOf(snapshots);
    }

    /** Of {@code files}, the newest for each host; a host of the same name in another environment is another host. */
    public static NewestSnapshots of(List<SnapshotFile> files, Function<Snapshot, String> environment) {
        Map<String, SnapshotFile> newest = new TreeMap<>();
        for (SnapshotFile file : files) {
            Snapshot snapshot = file.snapshot();
            String host = environment.apply(snapshot) + "\n" + snapshot.host().name();
            newest.merge(host, file, NewestSnapshots::newer);
        }
        return new NewestSnapshots(new ArrayList<>(newest.values()), files.size() - newest.size());
    }

    private static SnapshotFile newer(SnapshotFile left, SnapshotFile right) {
        return AGE.compare(left.snapshot(), right.snapshot()) >= 0 ? left : right;
    }
}
