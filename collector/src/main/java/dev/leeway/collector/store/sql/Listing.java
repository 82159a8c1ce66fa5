package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Finds hosts and snapshots, without their content. */
final class Listing {
    private static final String COLUMNS = "select s.number as number, s.id as id, h.number as host, h.environment as"
            + " environment, h.name as name, s.sequence as sequence, s.received as received, s.captured as captured"
            + " from snapshot s join host h on h.number = s.host ";

    /** From the newest on: what the agent counted, and of one count what arrived last. */
    private static final String NEWEST_FIRST = " order by series desc, place desc, number desc ";

    private static final int AT_ONCE = 500;

    private final Handle handle;

    Listing(Handle handle) {
        this.handle = handle;
    }

    List<StoredHost> hosts() {
        return handle
                .createQuery("select number, environment, name from host h"
                        + " where exists (select 1 from snapshot s where s.host = h.number)")
                .map((row, context) ->
                        StoredHost.of(row.getLong("number"), row.getString("environment"), row.getString("name")))
                .stream()
                .sorted(Comparator.comparing(StoredHost::environment)
                        .thenComparing(StoredHost::name)
                        .thenComparing(StoredHost::root))
                .toList();
    }

    List<StoredSnapshot> newest(Collection<StoredHost> hosts, int back) {
        return chosen(hosts, "", query -> query.bind("back", back));
    }

    List<StoredSnapshot> at(Collection<StoredHost> hosts, Instant moment) {
        return chosen(
                hosts,
                " and received <= :moment",
                query -> query.bind("moment", moment.toEpochMilli()).bind("back", 0));
    }

    /** One snapshot of each host, found by the index that has them in order. */
    private List<StoredSnapshot> chosen(Collection<StoredHost> hosts, String condition, UnaryOperator<Query> bound) {
        List<StoredSnapshot> chosen = new ArrayList<>();
        List<StoredHost> all = new ArrayList<>(hosts);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<StoredHost> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            List<Long> numbers = bound
                    .apply(handle.createQuery("select (select number from snapshot where host = h.number" + condition
                                    + NEWEST_FIRST + "limit 1 offset :back) as chosen from host h where h.number in"
                                    + " (<hosts>)")
                            .bindList(
                                    "hosts",
                                    some.stream().map(StoredHost::number).toList()))
                    .map((row, context) -> row.getLong("chosen"))
                    .stream()
                    .filter(number -> number > 0)
                    .toList();
            chosen.addAll(numbered(numbers));
        }
        return inOrderOf(all, chosen);
    }

    private static List<StoredSnapshot> inOrderOf(List<StoredHost> hosts, List<StoredSnapshot> snapshots) {
        Map<Long, StoredSnapshot> byHost = new HashMap<>();
        snapshots.forEach(snapshot -> byHost.put(snapshot.host().number(), snapshot));
        List<StoredSnapshot> ordered = new ArrayList<>();
        for (StoredHost host : hosts) {
            StoredSnapshot snapshot = byHost.get(host.number());
            if (snapshot != null) {
                ordered.add(snapshot);
            }
        }
        return ordered;
    }

    /** Those of {@code numbers} that are there, in any order. */
    List<StoredSnapshot> numbered(List<Long> numbers) {
        List<StoredSnapshot> found = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += AT_ONCE) {
            found.addAll(handle.createQuery(COLUMNS + "where s.number in (<numbers>)")
                    .bindList("numbers", numbers.subList(from, Math.min(from + AT_ONCE, numbers.size())))
                    .map((row, context) -> snapshot(row))
                    .list());
        }
        return found;
    }

    List<StoredSnapshot> of(StoredHost host) {
        return handle.createQuery(COLUMNS + "where s.host = :host order by s.series desc, s.place desc, s.number desc")
                .bind("host", host.number())
                .map((row, context) -> snapshot(row))
                .list();
    }

    List<StoredSnapshot> since(long point, int most) {
        return Rising.after(
                point,
                handle.createQuery(COLUMNS + "where s.number > :point order by s.number limit :most")
                        .bind("point", point)
                        .bind("most", most)
                        .map((row, context) -> snapshot(row))
                        .list(),
                StoredSnapshot::number);
    }

    private static StoredSnapshot snapshot(ResultSet row) throws SQLException {
        StoredHost host = StoredHost.of(row.getLong("host"), row.getString("environment"), row.getString("name"));
        return new StoredSnapshot(
                row.getLong("number"),
                Digests.id(row.getBytes("id")),
                host,
                row.getLong("sequence"),
                Instant.ofEpochMilli(row.getLong("received")),
                Instant.ofEpochMilli(row.getLong("captured")));
    }
}
