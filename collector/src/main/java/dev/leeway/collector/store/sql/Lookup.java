package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.SideBySide;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;

/** Answers what is there, and reads it. */
final class Lookup {
    private static final int AT_ONCE = 500;

    private Lookup() {}

    /** Which of these ids of sections have no sound content. */
    static Set<String> lacking(Handle handle, Collection<String> ids) {
        Set<String> lacking = new HashSet<>(ids);
        List<byte[]> all = lacking.stream().map(Digests::id).toList();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            handle.createQuery("select distinct id from section where damaged = 0 and id in (<ids>)")
                    .bindList("ids", all.subList(from, Math.min(from + AT_ONCE, all.size())))
                    .map((row, context) -> Digests.id(row.getBytes("id")))
                    .forEach(lacking::remove);
        }
        return lacking;
    }

    /** Reads selections of snapshots side by side, marked as {@code passing} has it; those that are damaged are told of by name. */
    static List<SnapshotFolder> read(Handle handle, List<List<StoredSnapshot>> selections, Passing passing) {
        Set<Long> numbers = new LinkedHashSet<>();
        List<Callable<Object>> tasks = new ArrayList<>();
        selections.forEach(selection -> selection.forEach(snapshot -> numbers.add(snapshot.number())));
        Shelf shelf = Shelf.of(handle, List.copyOf(numbers));
        shelf.readAhead();
        for (List<StoredSnapshot> selection : selections) {
            for (StoredSnapshot snapshot : selection) {
                tasks.add(() -> one(shelf, snapshot, passing));
            }
        }
        Iterator<Object> outcomes = SideBySide.run(tasks).iterator();
        List<SnapshotFolder> folders = new ArrayList<>();
        for (List<StoredSnapshot> selection : selections) {
            folders.add(folder(outcomes, selection.size()));
        }
        return folders;
    }

    private static SnapshotFolder folder(Iterator<Object> outcomes, int size) {
        List<SnapshotFile> read = new ArrayList<>();
        List<UnreadFile> unread = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Object outcome = outcomes.next();
            if (outcome instanceof SnapshotFile file) {
                read.add(file);
            } else if (outcome instanceof UnreadFile file) {
                unread.add(file);
            }
        }
        return new SnapshotFolder(read, unread, 0);
    }

    /** Sections by number; those that are damaged are left out. */
    static Map<Long, Section> sections(Handle handle, Collection<Long> numbers) {
        Shelf shelf = Shelf.ofSections(handle, List.copyOf(numbers));
        shelf.readAhead();
        Map<Long, Section> read = new HashMap<>();
        for (Long number : numbers) {
            try {
                read.put(number, shelf.section(number));
            } catch (DamagedException e) {
                // Whoever needs it misses it.
            }
        }
        return read;
    }

    /** Snapshots without their sections, by number, marked as {@code passing} has it; those that are damaged are left out. */
    static Map<Long, Snapshot> headers(Handle handle, Collection<StoredSnapshot> snapshots, Passing passing) {
        List<Long> numbers = snapshots.stream().map(StoredSnapshot::number).toList();
        Shelf shelf = Shelf.ofHeads(handle, numbers);
        Map<Long, Snapshot> read = new HashMap<>();
        for (StoredSnapshot snapshot : snapshots) {
            try {
                read.put(
                        snapshot.number(),
                        passing.marked(
                                snapshot,
                                shelf.header(snapshot.number(), snapshot.host().text())));
            } catch (DamagedException e) {
                // Whoever needs it misses it.
            }
        }
        return read;
    }

    private static Object one(Shelf shelf, StoredSnapshot snapshot, Passing passing) {
        String name = snapshot.host().text();
        try {
            Snapshot read = passing.marked(snapshot, shelf.snapshot(snapshot.number(), name));
            return new SnapshotFile(name, read, Optional.empty(), Optional.of(snapshot.receivedAt()));
        } catch (DamagedException e) {
            return new UnreadFile(
                    name,
                    "the stored snapshot of " + name + " that arrived at " + snapshot.receivedAt() + ": "
                            + e.getMessage() + "; add it again where its file is still there");
        }
    }
}
