package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Hosts that come and go: those whose agent joined last by a pool's token. What they are the collector knows by itself, whatever their own
 * configuration says or leaves out. Stored documents stay as they arrived.
 */
final class Passing {
    /** A row where any agent is of a pool; where none is, a look at an empty index says so. */
    static final String ANY = "select 1 from agent where pool is not null limit 1";

    /** Those of an environment and of some names, however many agents there ever were of others. */
    static final String OF_HOSTS = "select p.host as host from agent p left join (select host, max(joined) as joined"
            + " from agent where environment = :environment and host in (<hosts>) and pool is null group by host) o"
            + " on o.host = p.host where p.environment = :environment and p.host in (<hosts>) and p.pool is not null"
            + " and p.joined > coalesce(o.joined, -1) group by p.host";

    private static final int AT_ONCE = 500;

    private final Set<Named> hosts;

    private record Named(String environment, String name) {}

    private Passing(Set<Named> hosts) {
        this.hosts = hosts;
    }

    /** Those of the hosts of {@code snapshots}, be there any. */
    static Passing of(Handle handle, Collection<StoredSnapshot> snapshots) {
        Set<Named> hosts = new HashSet<>();
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

    private static void add(Handle handle, String environment, List<String> names, Set<Named> hosts) {
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            handle.createQuery(OF_HOSTS)
                    .bind("environment", environment)
                    .bindList("hosts", names.subList(from, Math.min(from + AT_ONCE, names.size())))
                    .map((row, context) -> new Named(environment, row.getString("host")))
                    .forEach(hosts::add);
        }
    }

    /** {@code snapshot} with the label that says so, where its host is one of them and says nothing itself. */
    Snapshot marked(StoredHost stored, Snapshot snapshot) {
        Host host = snapshot.host();
        if (!hosts.contains(new Named(stored.environment(), stored.name()))
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
