package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredBaseline;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Snapshots that are kept under names. */
final class Baselines {
    private final Handle handle;

    Baselines(Handle handle) {
        this.handle = handle;
    }

    List<StoredBaseline> all() {
        return handle
                .createQuery("select b.name as name, b.made as made, b.selector as selector, (select count(*) from"
                        + " baseline_snapshot s where s.baseline = b.name) as snapshots from baseline b")
                .map((row, context) -> new StoredBaseline(
                        row.getString("name"),
                        Instant.ofEpochMilli(row.getLong("made")),
                        row.getString("selector"),
                        row.getInt("snapshots")))
                .stream()
                .sorted(Comparator.comparing(StoredBaseline::name))
                .toList();
    }

    Optional<List<StoredSnapshot>> snapshots(String name) {
        if (!exists(name)) {
            return Optional.empty();
        }
        List<Long> numbers = handle.createQuery("select snapshot from baseline_snapshot where baseline = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .list();
        return Optional.of(new Listing(handle)
                .numbered(numbers).stream()
                        .sorted(Comparator.comparing(
                                        StoredSnapshot::host,
                                        Comparator.comparing(StoredHost::environment)
                                                .thenComparing(StoredHost::name)
                                                .thenComparing(StoredHost::root))
                                .thenComparing(StoredSnapshot::number))
                        .toList());
    }

    boolean keep(String name, String selector, Collection<StoredSnapshot> snapshots, Instant now)
            throws StoreException {
        free(name);
        handle.createUpdate("insert into baseline (name, made, selector) values (:name, :made, :selector)")
                .bind("name", name)
                .bind("made", now.toEpochMilli())
                .bind("selector", selector)
                .execute();
        for (StoredSnapshot snapshot : snapshots) {
            handle.createUpdate("insert into baseline_snapshot (baseline, snapshot) values (:name, :snapshot)")
                    .bind("name", name)
                    .bind("snapshot", snapshot.number())
                    .execute();
        }
        return true;
    }

    boolean rename(String name, String other) throws StoreException {
        there(name);
        free(other);
        for (String table : List.of("baseline set name", "baseline_snapshot set baseline")) {
            String column = table.substring(table.lastIndexOf(' ') + 1);
            handle.createUpdate("update " + table + " = :other where " + column + " = :name")
                    .bind("name", name)
                    .bind("other", other)
                    .execute();
        }
        return true;
    }

    boolean remove(String name) throws StoreException {
        there(name);
        handle.createUpdate("delete from baseline where name = :name")
                .bind("name", name)
                .execute();
        handle.createUpdate("delete from baseline_snapshot where baseline = :name")
                .bind("name", name)
                .execute();
        return true;
    }

    private void there(String name) throws StoreException {
        if (!exists(name)) {
            throw new StoreException("there is no baseline '" + name + "'; leeway store list names those there are");
        }
    }

    private void free(String name) throws StoreException {
        if (exists(name)) {
            throw new StoreException("there is a baseline '" + name + "' already; rename or remove it first");
        }
    }

    private boolean exists(String name) {
        return handle.createQuery("select count(*) from baseline where name = :name")
                        .bind("name", name)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
