package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.HashSet;
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
    private final Set<Named> hosts;

    private record Named(String environment, String name) {}

    private Passing(Set<Named> hosts) {
        this.hosts = hosts;
    }

    /** Those of a database, be there any. */
    static Passing of(Handle handle) {
        try {
            return new Passing(
                    new HashSet<>(handle.createQuery("select environment, host from agent group by environment, host"
                                    + " having max(case when pool is null then -1 else joined end)"
                                    + " > max(case when pool is null then joined else -1 end)")
                            .map((row, context) -> new Named(row.getString("environment"), row.getString("host")))
                            .list()));
        } catch (JdbiException e) {
            // What is damaged there costs no snapshot.
            return new Passing(Set.of());
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
