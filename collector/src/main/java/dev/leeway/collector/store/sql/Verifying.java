package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.Verification;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Looks at every stored byte and marks what is damaged, within one transaction. */
final class Verifying {
    private static final int AT_ONCE = 200;

    private final Handle handle;
    private final List<String> damages = new ArrayList<>();

    Verifying(Handle handle) {
        this.handle = handle;
    }

    Verification all() {
        long sections = sections();
        layouts();
        lists();
        long snapshots = snapshots();
        return new Verification(snapshots, sections, damages);
    }

    private long sections() {
        long sound = 0;
        for (List<Long> some = after("section", 0);
                !some.isEmpty();
                some = after("section", some.get(some.size() - 1))) {
            Shelf shelf = Shelf.ofSections(handle, some);
            for (long number : some) {
                try {
                    shelf.checked(number);
                    sound++;
                } catch (DamagedException e) {
                    damages.add(e.getMessage() + " (number " + number + ")");
                    mark("section", number);
                }
            }
        }
        return sound;
    }

    /** What is damaged of layouts and lists says nothing any more; snapshots bring it along when they are added again. */
    private void layouts() {
        for (List<Long> some = after("layout", 0); !some.isEmpty(); some = after("layout", some.get(some.size() - 1))) {
            Shelf shelf = Shelf.ofLists(handle, List.of(), some);
            for (long number : some) {
                try {
                    shelf.layout(number);
                } catch (DamagedException e) {
                    drop("layout", number);
                }
            }
        }
    }

    private void lists() {
        String table = "section_list";
        for (List<Long> some = after(table, 0); !some.isEmpty(); some = after(table, some.get(some.size() - 1))) {
            Shelf shelf = Shelf.ofLists(handle, some, List.of());
            for (long number : some) {
                try {
                    shelf.list(number);
                } catch (DamagedException e) {
                    drop(table, number);
                }
            }
        }
    }

    private void drop(String table, long number) {
        handle.execute("delete from " + table + " where number = ?", number);
        new Numbers(handle).nextGeneration();
    }

    private long snapshots() {
        long sound = 0;
        Listing listing = new Listing(handle);
        for (List<StoredSnapshot> some = listing.since(0, AT_ONCE);
                !some.isEmpty();
                some = listing.since(some.get(some.size() - 1).number(), AT_ONCE)) {
            Shelf shelf =
                    Shelf.of(handle, some.stream().map(StoredSnapshot::number).toList());
            for (StoredSnapshot each : some) {
                sound += sound(shelf, each) ? 1 : 0;
            }
        }
        return sound;
    }

    private boolean sound(Shelf shelf, StoredSnapshot stored) {
        String name = stored.host().text();
        try {
            Snapshot snapshot = shelf.snapshot(stored.number(), name);
            boolean itself = snapshot.id().equals(stored.id())
                    && snapshot.host().name().equals(stored.host().name())
                    && snapshot.root().equals(stored.host().root())
                    && snapshot.host()
                            .environment()
                            .orElse("")
                            .equals(stored.host().environment())
                    && snapshot.sequence() == stored.sequence();
            if (itself) {
                return true;
            }
            mark("snapshot", stored.number());
            damages.add("the snapshot of " + name + " that arrived at " + stored.receivedAt()
                    + ": it is filed as another than it is");
        } catch (DamagedException e) {
            if (!e.ofSection()) {
                mark("snapshot", stored.number());
            }
            damages.add("the snapshot of " + name + " that arrived at " + stored.receivedAt() + ": " + e.getMessage());
        }
        return false;
    }

    private List<Long> after(String table, long number) {
        return Rising.after(
                number,
                handle.createQuery(
                                "select number from " + table + " where number > :number order by number limit :most")
                        .bind("number", number)
                        .bind("most", AT_ONCE)
                        .mapTo(Long.class)
                        .list(),
                Long::longValue);
    }

    private void mark(String table, long number) {
        int marked = handle.createUpdate("update " + table + " set damaged = 1 where number = :number and damaged = 0")
                .bind("number", number)
                .execute();
        if (marked > 0) {
            new Numbers(handle).nextGeneration();
        }
    }
}
