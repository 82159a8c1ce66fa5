package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoredHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The snapshots of hosts in their order, no more of each than what it takes to see where something changed. */
final class Series {
    private static final int AT_ONCE = 500;
    /** From such a share of all hosts on, one look at every row costs less than looking for theirs. */
    private static final int SHARE = 8;

    private static final String ROWS = "select host, series, place, number, received, list from snapshot s";
    /**
     * Nothing depends on a snapshot whose count is the next after that of one that has the same list and arrived earlier: whatever the later
     * one says of when the host changed, or of what was never the newest, the earlier one says as well. Most nights of most hosts are so.
     */
    private static final String TELLING = "not exists (select 1 from snapshot p where p.host = s.host and"
            + " p.series = s.series and p.place = s.place - 1 and p.list = s.list and p.received < s.received)";

    /** Where several snapshots stand at one place, as those do that nobody counted, neighbours do not tell what is between them. */
    private static final String SHARED = "select host from snapshot group by host having count(*) >"
            + " count(distinct series * 4294967296 + place)";

    private static final Comparator<Row> ORDER =
            Comparator.comparingLong(Row::series).thenComparingLong(Row::place).thenComparingLong(Row::number);

    private final Handle handle;
    private final boolean near;

    Series(Handle handle, boolean near) {
        this.handle = handle;
        this.near = near;
    }

    /**
     * A snapshot.
     *
     * @param list of its sections
     */
    record Row(long host, long series, long place, long number, long received, long list) {}

    /** Of each of {@code hosts} those of its snapshots that tell where it changed, the oldest first, by the number of the host. */
    Map<Long, List<Row>> telling(Collection<StoredHost> hosts) {
        Map<Long, List<Row>> byHost = new HashMap<>();
        hosts.forEach(host -> byHost.put(host.number(), new ArrayList<>()));
        if (near) {
            Set<Long> shared =
                    new HashSet<>(handle.createQuery(SHARED).mapTo(Long.class).list());
            shared.retainAll(byHost.keySet());
            Set<Long> others = new HashSet<>(byHost.keySet());
            others.removeAll(shared);
            fill(others, byHost, TELLING);
            fill(shared, byHost, "");
        } else {
            fill(byHost.keySet(), byHost, "");
        }
        byHost.values().forEach(rows -> rows.sort(ORDER));
        return byHost;
    }

    private void fill(Set<Long> hosts, Map<Long, List<Row>> byHost, String condition) {
        long all = handle.createQuery("select count(*) from host")
                .mapTo(Long.class)
                .one();
        if ((long) hosts.size() * SHARE > all) {
            Map<Long, List<Row>> wanted = new HashMap<>();
            hosts.forEach(host -> wanted.put(host, byHost.getOrDefault(host, discarded())));
            rows(condition.isEmpty() ? ROWS : ROWS + " where " + condition, List.of(), wanted);
            return;
        }
        List<Long> numbers = List.copyOf(hosts);
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            List<Long> some = numbers.subList(from, Math.min(from + AT_ONCE, numbers.size()));
            rows(ROWS + " where host in (<hosts>)" + (condition.isEmpty() ? "" : " and " + condition), some, byHost);
        }
    }

    private void rows(String query, List<Long> hosts, Map<Long, List<Row>> byHost) {
        var asked = handle.createQuery(query);
        (hosts.isEmpty() ? asked : asked.bindList("hosts", hosts))
                .map((row, context) -> new Row(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)))
                .forEach(row -> byHost.getOrDefault(row.host(), discarded()).add(row));
    }

    private static List<Row> discarded() {
        return new ArrayList<>(1);
    }

    /** Those of {@code rows} that were the newest of their host at some time: nothing later had arrived before them. */
    static List<Row> everNewest(List<Row> rows) {
        List<Row> newestFirst = new ArrayList<>();
        long later = Long.MAX_VALUE;
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (rows.get(i).received() < later) {
                newestFirst.add(rows.get(i));
                later = rows.get(i).received();
            }
        }
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** Those of {@code rows} that have another list than the one before, most nights none. */
    static List<Row> changes(List<Row> rows) {
        List<Row> changes = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i == 0 || rows.get(i).list() != rows.get(i - 1).list()) {
                changes.add(rows.get(i));
            }
        }
        return changes;
    }
}
