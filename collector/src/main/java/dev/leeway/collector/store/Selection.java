package dev.leeway.collector.store;

import dev.leeway.collector.selector.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The snapshots that a selector names in a store.
 *
 * @param snapshots at most one of each host but for baselines, in the order of environments and names; at least one
 * @param remarks what is to be said of hosts that have none, in whole sentences
 */
public record Selection(List<StoredSnapshot> snapshots, List<String> remarks) {
    private static final int NAMED = 3;

    public Selection {
        snapshots = List.copyOf(snapshots);
        remarks = List.copyOf(remarks);
    }

    /**
     * What {@code selector} names.
     *
     * @param canonical the name of an environment by any other it is known by
     * @throws StoreException when that is nothing
     */
    public static Selection of(Selector selector, SnapshotStore store, UnaryOperator<String> canonical)
            throws StoreException {
        if (selector instanceof Selector.Baseline baseline) {
            return kept(baseline, store);
        }
        if (selector instanceof Selector.Back back) {
            List<StoredHost> hosts = hosts(selector, back.environment(), back.host(), store, canonical);
            List<StoredSnapshot> found = store.newest(hosts, back.back());
            return of(selector, hosts, found, "that many snapshots before the newest");
        }
        if (selector instanceof Selector.At at) {
            List<StoredHost> hosts = hosts(selector, at.environment(), at.host(), store, canonical);
            return of(selector, hosts, store.at(hosts, at.moment()), "had none by " + at.moment());
        }
        throw new IllegalStateException("every kind of selector is known");
    }

    private static Selection kept(Selector.Baseline baseline, SnapshotStore store) throws StoreException {
        Optional<List<StoredSnapshot>> snapshots = store.baseline(baseline.name());
        if (snapshots.isEmpty() || snapshots.get().isEmpty()) {
            List<String> names =
                    store.baselines().stream().map(StoredBaseline::name).toList();
            throw new StoreException(baseline.text() + ": there is no such baseline; "
                    + (names.isEmpty() ? "there is none at all" : "there are " + String.join(", ", names)));
        }
        return new Selection(snapshots.get(), List.of());
    }

    private static List<StoredHost> hosts(
            Selector selector,
            String environment,
            Optional<String> host,
            SnapshotStore store,
            UnaryOperator<String> canonical)
            throws StoreException {
        List<StoredHost> all = store.hosts();
        List<StoredHost> found = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>();
        for (StoredHost each : all) {
            String known = canonical.apply(each.environment());
            names.add(known.isEmpty() ? "(none)" : known);
            if (known.equals(canonical.apply(environment))) {
                found.add(each);
            }
        }
        if (found.isEmpty()) {
            throw new StoreException(selector.text() + ": the store has no host of environment '" + environment + "'; "
                    + (names.isEmpty() ? "it is empty" : "it has some of " + String.join(", ", names)));
        }
        List<StoredHost> named = found.stream()
                .filter(each -> host.isEmpty() || each.name().equals(host.get()))
                .toList();
        if (named.isEmpty()) {
            throw new StoreException(selector.text() + ": the store has no host '" + host.orElse("") + "' of "
                    + environment + "; it has " + some(found));
        }
        return named;
    }

    private static Selection of(Selector selector, List<StoredHost> hosts, List<StoredSnapshot> found, String lack)
            throws StoreException {
        if (found.isEmpty()) {
            throw new StoreException(selector.text() + ": "
                    + (lack.startsWith("had") ? "no host " + lack : "no host has " + lack)
                    + "; leeway store list shows what there is");
        }
        List<StoredHost> without = new ArrayList<>(hosts);
        found.forEach(snapshot -> without.remove(snapshot.host()));
        return new Selection(
                found,
                without.isEmpty()
                        ? List.of()
                        : List.of(selector.text() + " leaves out " + some(without) + ", which "
                                + (lack.startsWith("had") ? lack : "has not " + lack)));
    }

    private static String some(List<StoredHost> hosts) {
        List<String> names = hosts.stream().limit(NAMED).map(StoredHost::name).toList();
        return String.join(", ", names) + (hosts.size() > NAMED ? " and " + (hosts.size() - NAMED) + " more" : "");
    }
}
