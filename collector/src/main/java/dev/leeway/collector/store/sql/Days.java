package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.HostDay;
import dev.leeway.collector.store.StoredHost;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Finds what the days of hosts came to, by one look at the order of each. */
final class Days {
    private static final long DAY = 86_400_000;
    private static final int AT_ONCE = 20;
    /** Rows of hosts that deliver every few minutes are not held all at once. */
    private static final int FETCHED = 5_000;

    private final Handle handle;

    Days(Handle handle) {
        this.handle = handle;
    }

    /** Days of each host, the last first. */
    List<HostDay> of(Collection<StoredHost> hosts) {
        List<HostDay> days = new ArrayList<>();
        List<StoredHost> all = List.copyOf(hosts);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            some(all.subList(from, Math.min(from + AT_ONCE, all.size())), days);
        }
        return days;
    }

    private void some(List<StoredHost> hosts, List<HostDay> days) {
        Map<Long, StoredHost> byNumber = new HashMap<>();
        hosts.forEach(host -> byNumber.put(host.number(), host));
        // From the newest on; what arrived on a day on which something newer was there already is not what that came
        // to.
        Map<Long, Long> later = new HashMap<>();
        handle.createQuery("select host, number, received, list from snapshot where host in (<hosts>)"
                        + " order by host desc, series desc, place desc, number desc")
                .setFetchSize(FETCHED)
                .bindList("hosts", List.copyOf(byNumber.keySet()))
                .map((row, context) ->
                        new Row(row.getLong(1), row.getLong(2), Math.floorDiv(row.getLong(3), DAY), row.getLong(4)))
                .forEach(row -> {
                    StoredHost host = byNumber.get(row.host());
                    if (host != null && row.day() < later.getOrDefault(row.host(), Long.MAX_VALUE)) {
                        later.put(row.host(), row.day());
                        days.add(new HostDay(host, row.day(), row.number(), row.list()));
                    }
                });
    }

    private record Row(long host, long number, long day, long list) {}
}
