package dev.leeway.collector.store.git;

import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a store keeps, with the moments at which it was received. */
public final class MirrorStore implements MirrorSource {
    private static final int PAGE = 10_000;

    private final SnapshotStore store;
    /** Of each day the environments of which something is wanted; snapshots of many hosts and days would not fit. */
    private final SortedMap<Long, Set<String>> days = new TreeMap<>();

    /** All that {@code store} keeps; whoever gave it closes it. */
    public MirrorStore(SnapshotStore store) {
        this.store = store;
    }

    @Override
    public Read newest(Instant asOf) throws StoreException {
        return read(store.newest(store.hosts(), 0), Map.of(), asOf);
    }

    @Override
    public SortedSet<Long> days(Wanted wanted) throws StoreException, MirrorException {
        days.clear();
        long point = 0;
        for (List<StoredSnapshot> page = store.since(point, PAGE); !page.isEmpty(); page = store.since(point, PAGE)) {
            for (StoredSnapshot each : page) {
                point = Math.max(point, each.number());
                long day = MirrorSource.day(each.receivedAt());
                String environment = each.host().environment();
                if (!days.getOrDefault(day, Set.of()).contains(environment)
                        && wanted.of(Optional.of(environment).filter(name -> !name.isEmpty()), day)) {
                    days.computeIfAbsent(day, unused -> new HashSet<>()).add(environment);
                }
            }
        }
        return new TreeSet<>(days.keySet());
    }

    @Override
    public Read day(long day) throws StoreException {
        Set<String> environments = days.getOrDefault(day, Set.of());
        List<StoredHost> hosts = store.hosts().stream()
                .filter(host -> environments.contains(host.environment()))
                .toList();
        // Whose newest by then was received before tells nothing of this day, whatever arrived late on it.
        List<StoredSnapshot> stored = store.at(hosts, lastMoment(day)).stream()
                .filter(each -> MirrorSource.day(each.receivedAt()) == day)
                .toList();
        Map<String, Instant> received = new HashMap<>();
        stored.forEach(each -> received.put(each.id(), each.receivedAt()));
        List<StoredSnapshot> ordered = stored.stream()
                .sorted(Comparator.comparingLong(StoredSnapshot::number))
                .toList();
        return read(ordered, received, Instant.ofEpochSecond(day * DAY));
    }

    /** Stores tell moments in milliseconds. */
    private static Instant lastMoment(long day) {
        return Instant.ofEpochSecond((day + 1) * DAY).minusMillis(1);
    }

    private Read read(Collection<StoredSnapshot> stored, Map<String, Instant> received, Instant otherwise)
            throws StoreException {
        SnapshotFolder folder = store.read(stored);
        List<Mirrored> group = new ArrayList<>();
        for (SnapshotFile file : folder.snapshots()) {
            group.add(new Mirrored(
                    file.snapshot(), received.getOrDefault(file.snapshot().id(), otherwise)));
        }
        return new Read(group, folder.unread());
    }
}
