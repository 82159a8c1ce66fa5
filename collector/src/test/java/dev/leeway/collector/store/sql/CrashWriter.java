package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreScene;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A process that adds to a store and says after each group what was acknowledged, until it is killed. */
final class CrashWriter {
    private CrashWriter() {}

    /** Adds from the count given on, to the store given. */
    public static void main(String[] args) throws Exception {
        long next = Long.parseLong(args[1]);
        try (SnapshotStore store = SqlStores.sqlite(Path.of(args[0]), Clock.systemUTC())) {
            while (true) {
                List<Arrival> group = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    group.add(StoreScene.whole(StoreScene.snapshot("prod", "web-01", next + i, "v" + (next + i))));
                }
                for (Receipt receipt : store.add(group)) {
                    System.out.println(receipt.fate() + " " + receipt.id());
                }
                System.out.println("acknowledged " + (next + 2));
                next += 3;
            }
        }
    }
}
