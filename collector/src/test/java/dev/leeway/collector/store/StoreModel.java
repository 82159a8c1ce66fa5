package dev.leeway.collector.store;

import dev.leeway.collector.store.Receipt.Fate;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a store has to answer, worked out in memory in the simplest way. */
final class StoreModel {
    private final Map<String, List<Entry>> hosts = new TreeMap<>();
    private final Map<String, Set<String>> baselines = new TreeMap<>();
    private long arrivals;

    private record Entry(String id, int series, long place, long sequence, long arrival, Instant received) {}

    private static final Comparator<Entry> ORDER = Comparator.comparingInt(Entry::series)
            .thenComparingLong(Entry::place)
            .thenComparingLong(Entry::arrival);

    Fate add(Snapshot snapshot, boolean recounted, Instant received) {
        String host =
                snapshot.host().environment().orElse("") + "/" + snapshot.host().name();
        List<Entry> own = hosts.getOrDefault(host, new ArrayList<>());
        if (own.stream().anyMatch(entry -> entry.id().equals(snapshot.id()))) {
            return Fate.KNOWN;
        }
        int last = own.stream().mapToInt(Entry::series).max().orElse(0);
        long sequence = snapshot.sequence();
        boolean taken =
                sequence > 0 && own.stream().anyMatch(entry -> entry.series() == last && entry.sequence() == sequence);
        if (taken && !recounted) {
            return Fate.REFUSED;
        }
        int series = taken ? last + 1 : last;
        long highest = own.stream()
                .filter(entry -> entry.series() == series)
                .mapToLong(Entry::place)
                .max()
                .orElse(0);
        own.add(new Entry(snapshot.id(), series, sequence > 0 ? sequence : highest, sequence, ++arrivals, received));
        own.sort(ORDER);
        hosts.put(host, own);
        return Fate.STORED;
    }

    /** Ids by host, the newest first. */
    Map<String, List<String>> all() {
        Map<String, List<String>> all = new TreeMap<>();
        hosts.forEach((host, own) -> {
            List<String> ids = new ArrayList<>();
            own.forEach(entry -> ids.add(0, entry.id()));
            all.put(host, ids);
        });
        return all;
    }

    List<String> newest(int back) {
        List<String> ids = new ArrayList<>();
        all().values().forEach(own -> own.stream().skip(back).findFirst().ifPresent(ids::add));
        return ids;
    }

    List<String> at(Instant moment) {
        List<String> ids = new ArrayList<>();
        for (List<Entry> own : hosts.values()) {
            for (int i = own.size() - 1; i >= 0; i--) {
                if (!own.get(i).received().isAfter(moment)) {
                    ids.add(own.get(i).id());
                    break;
                }
            }
        }
        return ids;
    }

    void keep(String name, List<String> ids) {
        baselines.put(name, new LinkedHashSet<>(ids));
    }

    void remove(String name) {
        baselines.remove(name);
    }

    boolean keeps(String name) {
        return baselines.containsKey(name);
    }

    Set<String> baseline(String name) {
        return baselines.getOrDefault(name, Set.of());
    }

    void prune(Instant since, int newest) {
        Set<String> named = new HashSet<>();
        baselines.values().forEach(named::addAll);
        for (List<Entry> own : hosts.values()) {
            List<Entry> kept = new ArrayList<>();
            for (int i = 0; i < own.size(); i++) {
                Entry entry = own.get(i);
                if (own.size() - i <= newest || !entry.received().isBefore(since) || named.contains(entry.id())) {
                    kept.add(entry);
                }
            }
            own.retainAll(kept);
        }
    }
}
