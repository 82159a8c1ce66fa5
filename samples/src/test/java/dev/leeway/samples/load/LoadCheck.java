package dev.leeway.samples.load;

import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.sql.SqlStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what agents were told is stored against what a store has: each exactly once, in the order of its count. */
public final class LoadCheck {
    private LoadCheck() {}

    /**
     * What is wrong, in whole sentences; nothing where all is well.
     *
     * @param acknowledged ids of snapshots by host and count, as {@code web-00001 2}
     */
    static List<String> faults(SnapshotStore store, Map<String, String> acknowledged) throws StoreException {
        Map<String, List<StoredSnapshot>> stored = new HashMap<>();
        for (StoredHost host : store.hosts()) {
            List<StoredSnapshot> all = store.snapshots(host);
            for (int i = 0; i < all.size(); i++) {
                stored.computeIfAbsent(host.name() + " " + all.get(i).sequence(), name -> new ArrayList<>())
                        .add(all.get(i));
            }
        }
        List<String> faults = new ArrayList<>();
        acknowledged.forEach((name, id) -> {
            List<StoredSnapshot> found = stored.getOrDefault(name, List.of());
            if (found.size() != 1 || !found.get(0).id().equals(id)) {
                faults.add(name + " was acknowledged, and is there " + found.size() + " times");
            }
        });
        for (StoredHost host : store.hosts()) {
            List<StoredSnapshot> all = store.snapshots(host);
            for (int i = 1; i < all.size(); i++) {
                if (all.get(i).sequence() >= all.get(i - 1).sequence()) {
                    faults.add(host.text() + " is not in order at " + all.get(i).sequence());
                }
            }
        }
        return faults;
    }

    private static SnapshotStore open(String store) throws StoreException {
        return store.startsWith("jdbc:")
                ? SqlStores.postgresql(store, "the database", Optional.empty(), Optional.empty(), Clock.systemUTC())
                : SqlStores.sqlite(Path.of(store), Clock.systemUTC());
    }

    /** Arguments: a SQLite store or the URL of a database, and a file with a line {@code HOST COUNT ID} for each snapshot that was acknowledged. */
    public static void main(String[] arguments) throws IOException, StoreException {
        Map<String, String> acknowledged = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            int id = line.lastIndexOf(' ');
            acknowledged.put(line.substring(0, id), line.substring(id + 1));
        }
        try (SnapshotStore store = open(arguments[0])) {
            List<String> faults = faults(store, acknowledged);
            faults.stream().limit(20).forEach(System.out::println);
            System.out.println("acknowledged=" + acknowledged.size() + " faults=" + faults.size());
            System.exit(faults.isEmpty() ? 0 : 1);
        }
    }
}
