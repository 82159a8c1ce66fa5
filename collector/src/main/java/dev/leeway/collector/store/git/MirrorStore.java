package dev.leeway.collector.store.git;

import dev.leeway.collector.store.HostDay;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a store keeps, as it arrived, with the moments at which it was received. */
public final class MirrorStore implements MirrorSource {
    private static final int AT_ONCE = 100;

    private final SnapshotStore store;
    /** Of each day what is wanted of it; snapshots of many hosts and days would not fit. */
    private final SortedMap<Long, Ends> days = new TreeMap<>();
    /** By number of a host, what it was like when it was last read and, by all that is known here, written. */
    private final Map<Long, Known> known = new HashMap<>();

    /**
     * All that {@code store} keeps; whoever gave it closes it.
     *
     * @throws StoreException when it cannot tell snapshots as they arrived
     */
    public MirrorStore(SnapshotStore store) throws StoreException {
        this.store = store.asArrived();
    }

    /** The snapshots of a day and their lists. */
    private static final class Ends {
        private long[] numbers = new long[4];
        private long[] lists = new long[4];
        private int size;

        void add(HostDay day) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
                lists = Arrays.copyOf(lists, 2 * size);
            }
            numbers[size] = day.number();
            lists[size] = day.list();
            size++;
        }

        /** Lists by the numbers of snapshots. */
        Map<Long, Long> lists() {
            Map<Long, Long> byNumber = new HashMap<>();
            for (int i = 0; i < size; i++) {
                byNumber.put(numbers[i], lists[i]);
            }
            return byNumber;
        }
    }

    /**
     * What there was to say of a host.
     *
     * @param list of its sections
     * @param header without what changes with each snapshot
     */
    private record Known(long list, HostFile header) {}

    @Override
    public Read newest(Instant asOf) throws StoreException {
        List<Mirrored> group = new ArrayList<>();
        SnapshotFolder folder = store.read(store.newest(store.hosts(), 0));
        folder.snapshots().forEach(file -> group.add(new Mirrored(file.snapshot(), asOf)));
        return new Read(group, folder.unread());
    }

    @Override
    public SortedSet<Long> days(Wanted wanted) throws StoreException, MirrorException {
        days.clear();
        known.clear();
        List<StoredHost> hosts = store.hosts();
        for (int from = 0; from < hosts.size(); from += AT_ONCE) {
            for (HostDay each : store.days(hosts.subList(from, Math.min(from + AT_ONCE, hosts.size())))) {
                String environment = each.host().environment();
                if (wanted.of(Optional.of(environment).filter(name -> !name.isEmpty()), each.day())) {
                    days.computeIfAbsent(each.day(), unused -> new Ends()).add(each);
                }
            }
        }
        return new TreeSet<>(days.keySet());
    }

    @Override
    public Read day(long day, boolean whole) throws StoreException {
        Map<Long, Long> lists = days.getOrDefault(day, new Ends()).lists();
        List<StoredSnapshot> stored = store.numbered(lists.keySet());
        List<Unchanged> unchanged = new ArrayList<>();
        if (whole) {
            // Not all that is told now is written: whoever is the same on the next day may not be there.
            known.clear();
        }
        List<StoredSnapshot> others = whole ? stored : others(stored, lists, unchanged);
        Map<String, StoredSnapshot> byHost = new HashMap<>();
        others.forEach(each -> byHost.put(each.host().text(), each));
        others.forEach(each -> known.remove(each.host().number()));
        List<Mirrored> group = new ArrayList<>();
        SnapshotFolder folder = store.read(others);
        for (SnapshotFile file : folder.snapshots()) {
            Snapshot snapshot = file.snapshot();
            StoredSnapshot each =
                    byHost.get(snapshot.host().environment().orElse("") + "/" + StoredHost.filed(snapshot));
            if (each != null) {
                group.add(new Mirrored(snapshot, each.receivedAt()));
                if (!whole) {
                    long list = lists.getOrDefault(each.number(), 0L);
                    known.put(each.host().number(), new Known(list, HostFile.of(snapshot)));
                }
            }
        }
        return new Read(group, folder.unread(), unchanged);
    }

    /** Those of {@code stored} whose sections or headers are others than when their host was read last. */
    private List<StoredSnapshot> others(
            Collection<StoredSnapshot> stored, Map<Long, Long> lists, List<Unchanged> unchanged) throws StoreException {
        List<StoredSnapshot> others = new ArrayList<>();
        List<StoredSnapshot> alike = new ArrayList<>();
        for (StoredSnapshot each : stored) {
            Known before = known.get(each.host().number());
            boolean same = before != null && lists.getOrDefault(each.number(), 0L) == before.list();
            (same ? alike : others).add(each);
        }
        Map<Long, Snapshot> headers = store.headers(alike);
        for (StoredSnapshot each : alike) {
            Known before = known.get(each.host().number());
            Snapshot header = headers.get(each.number());
            if (before != null && header != null && HostFile.of(header).equals(before.header())) {
                unchanged.add(new Unchanged(header.host().environment(), each.receivedAt()));
            } else {
                others.add(each);
            }
        }
        return others;
    }
}
