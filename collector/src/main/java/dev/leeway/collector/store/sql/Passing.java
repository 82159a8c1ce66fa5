package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Hosts that come and go: those whose agent joined last by a pool's token, since the first of those that did so one after another. What they are the collector knows by itself, whatever their own
 * configuration says or leaves out. Stored documents stay as they arrived.
 */
final class Passing {
    /** A row where any agent is of a pool; where none is, a look at an empty index says so. */
    static final String ANY = "select 1 from agent where pool is not null limit 1";

    /**
     * Those of an environment and of some names, however many agents there ever were of others; and since when, for what they sent before
     * is that of a host that stays.
     */
    static final String OF_HOSTS = "select p.host as host, min(p.joined) as since from agent p left join"
            + " (select host, max(joined) as joined from agent where environment = :environment and host in (<hosts>)"
            + " and pool is null group by host) o on o.host = p.host where p.environment = :environment"
            + " and p.host in (<hosts>) and p.pool is not null and p.joined > coalesce(o.joined, -1) group by p.host";

    private static final int AT_ONCE = 500;

    /** Since when each has been one, in milliseconds of the epoch. */
    private final Map<Named, Long> hosts;

    private record Named(String environment, String name) {}

    private Passing(Map<Named, Long> hosts) {
        this.hosts = hosts;
    }

    /** None, for those who want what was stored. */
    static Passing none() {
        return new Passing(Map.of());
    }

    /** Those of the hosts of {@code snapshots}, be there any. */
    static Passing of(Handle handle, Collection<StoredSnapshot> snapshots) {
        Map<Named, Long> hosts = new HashMap<>();
        try {
            if (handle.createQuery(ANY).mapTo(Integer.class).findOne().isPresent()) {
                for (Map.Entry<String, List<String>> names : names(snapshots).entrySet()) {
                    add(handle, names.getKey(), names.getValue(), hosts);
                }
            }
        } catch (JdbiException e) {
            // What is damaged there costs no snapshot.
            hosts.clear();
        }
        return new Passing(hosts);
    }

    /** Each once, by environment. */
    private static Map<String, List<String>> names(Collection<StoredSnapshot> snapshots) {
        Map<String, List<String>> names = new TreeMap<>();
        snapshots.stream()
                .map(snapshot ->
                        new Named(snapshot.host().environment(), snapshot.host().name()))
                .distinct()
                .forEach(host -> names.computeIfAbsent(host.environment(), any -> new ArrayList<>())
                        .add(host.name()));
        return names;
    }

    private static void add(Handle handle, String environment, List<String> names, Map<Named, Long> hosts) {
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            handle.createQuery(OF_HOSTS)
                    .bind("environment", environment)
                    .bindList("hosts", names.subList(from, Math.min(from + AT_ONCE, names.size())))
                    .map((row, context) ->
                            Map.entry(new Named(environment, row.getString("host")), row.getLong("since")))
                    .forEach(host -> hosts.put(host.getKey(), host.getValue()));
        }
    }

    /** {@code snapshot} with the label that says so, where its host was one of them when it arrived and says nothing itself. */
    Snapshot marked(StoredSnapshot stored, Snapshot snapshot) {
        Host host = snapshot.host();
        Named named = new Named(stored.host().environment(), stored.host().name());
        if (stored.receivedAt().toEpochMilli() < hosts.getOrDefault(named, Long.MAX_VALUE)
                || host.labels().containsKey(Host.LIFETIME)) {
            return snapshot;
        }
        SortedMap<String, String> labels = new TreeMap<>(host.labels());
        labels.put(Host.LIFETIME, Host.EPHEMERAL);
        return new Snapshot(
                snapshot.id(),
                snapshot.sequence(),
                new Host(host.name(), host.environment(), host.role(), host.kind(), labels),
                snapshot.startedAt(),
                snapshot.capturedAt(),
                snapshot.root(),
                snapshot.agent(),
                snapshot.sections());
    }
}
