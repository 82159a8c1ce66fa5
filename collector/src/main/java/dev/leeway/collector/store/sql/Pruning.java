package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.Forgotten;
import dev.leeway.collector.store.Pruned;
import dev.leeway.collector.store.Retention;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Takes away snapshots that need not be kept, and whatever nothing uses any more, within one transaction. */
final class Pruning {
    private static final int AT_ONCE = 500;

    /** The newest of each host have the lowest ranks; a damaged one is counted beside and not instead of a sound one. */
    private static final String FORGETTABLE =
            "select number from (select number, received, row_number() over (partition by"
                    + " host, damaged order by series desc, place desc, number desc) as age from snapshot) ranked"
                    + " where age > :newest and received < :since"
                    + " and number not in (select snapshot from baseline_snapshot)";

    private final Handle handle;

    Pruning(Handle handle) {
        this.handle = handle;
    }

    Pruned prune(Retention retention) {
        long since = retention.since().map(moment -> moment.toEpochMilli()).orElse(Long.MAX_VALUE);
        List<Long> forgotten = handle.createQuery(FORGETTABLE)
                .bind("newest", retention.newest())
                .bind("since", since)
                .mapTo(Long.class)
                .list();
        delete("snapshot", forgotten);
        long sections = unused();
        new Numbers(handle).nextGeneration();
        long kept = handle.createQuery("select count(*) from snapshot")
                .mapTo(Long.class)
                .one();
        return new Pruned(forgotten.size(), sections, kept);
    }

    Forgotten forget(Collection<StoredHost> hosts, boolean withBaselines) throws StoreException {
        List<Long> snapshots = new ArrayList<>();
        Set<String> baselines = new TreeSet<>();
        for (StoredHost host : hosts) {
            snapshots.addAll(numbers("select number from snapshot where host = ?", host.number()));
            List<String> keeping = handle.select(
                            "select distinct b.baseline from baseline_snapshot b join snapshot s on s.number = b.snapshot"
                                    + " where s.host = ?",
                            host.number())
                    .mapTo(String.class)
                    .list();
            if (!keeping.isEmpty() && !withBaselines) {
                throw new StoreException(host.text() + ": baseline " + keeping.get(0)
                        + " keeps it, so nothing was forgotten; remove the baseline, or add --with-baselines");
            }
            baselines.addAll(keeping);
        }
        deleteWhere("baseline_snapshot", "snapshot", snapshots);
        handle.execute("delete from baseline where name not in (select baseline from baseline_snapshot)");
        deleteWhere("snapshot", "number", snapshots);
        long sections = unused();
        new Numbers(handle).nextGeneration();
        return new Forgotten(snapshots.size(), sections, List.copyOf(baselines));
    }

    private List<Long> numbers(String query, long host) {
        return handle.select(query, host).mapTo(Long.class).list();
    }

    /** Takes away what no snapshot leads to; what a damaged list may have led to stays. */
    private long unused() {
        handle.execute("delete from host where not exists (select 1 from snapshot s where s.host = host.number)");
        handle.execute("delete from section_list where number not in (select list from snapshot)");
        handle.execute("delete from layout where number not in (select layout from section_list)");
        Set<Long> used = new HashSet<>();
        List<byte[]> lists = handle.createQuery("select content from section_list")
                .mapTo(byte[].class)
                .list();
        for (byte[] list : lists) {
            try {
                used.addAll(Content.numbers(list));
            } catch (DamagedException e) {
                return 0;
            }
        }
        List<Long> unused = new ArrayList<>(handle.createQuery("select number from section")
                .mapTo(Long.class)
                .list());
        unused.removeIf(used::contains);
        delete("section", unused);
        return unused.size();
    }

    private void delete(String table, List<Long> numbers) {
        deleteWhere(table, "number", numbers);
    }

    private void deleteWhere(String table, String column, List<Long> numbers) {
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            handle.createUpdate("delete from " + table + " where " + column + " in (<numbers>)")
                    .bindList("numbers", numbers.subList(from, Math.min(from + AT_ONCE, numbers.size())))
                    .execute();
        }
    }
}
