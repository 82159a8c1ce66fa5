package dev.leeway.collector.store;

import dev.leeway.collector.align.NewestSnapshot;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The newest snapshot of every host.
 *
 * @param snapshots one for each host, in the order of environments, host names and roots
 * @param superseded how many older ones were passed over
 * @param recounted names of hosts whose agent began to count its snapshots anew, in that order
 */
public record NewestSnapshots(List<SnapshotFile> snapshots, int superseded, List<String> recounted) {
    public NewestSnapshots {
        snapshots = List.copyOf(snapshots);
        recounted = List.copyOf(recounted);
    }

    /**
     * Of {@code files}, the newest for each host; a host of the same name in another environment is another host, and so is
     * another tree.
     *
     * @param asOf the moment the comparison speaks of
     */
    public static NewestSnapshots of(List<SnapshotFile> files, Function<Snapshot, String> environment, Instant asOf) {
        Map<String, List<SnapshotFile>> byHost = new TreeMap<>();
        for (SnapshotFile file : files) {
            Snapshot snapshot = file.snapshot();
            String host = environment.apply(snapshot) + "\n" + NewestSnapshot.place(snapshot);
            byHost.computeIfAbsent(host, unused -> new ArrayList<>(1)).add(file);
        }
        List<SnapshotFile> newest = new ArrayList<>(byHost.size());
        List<String> recounted = new ArrayList<>();
        for (List<SnapshotFile> own : byHost.values()) {
            NewestSnapshot chosen =
                    NewestSnapshot.of(own.stream().map(SnapshotFile::snapshot).toList(), asOf);
            newest.add(file(own, chosen.snapshot()));
            if (chosen.recounted()) {
                recounted.add(chosen.snapshot().host().name());
            }
        }
        return new NewestSnapshots(newest, files.size() - newest.size(), recounted);
    }

    /** The file a snapshot came from; of copies the first by name, so that the order of reading tells nothing. */
    private static SnapshotFile file(List<SnapshotFile> files, Snapshot snapshot) {
        SnapshotFile first = files.get(0);
        boolean found = false;
        for (SnapshotFile file : files) {
            if (file.snapshot().id().equals(snapshot.id())
                    && (!found || file.name().compareTo(first.name()) < 0)) {
                first = file;
                found = true;
            }
        }
        return first;
    }
}
