package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.HostStep;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.fact.SectionKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Finds where the sections of hosts are others than before. */
final class Steps {
    private final Handle handle;
    private final boolean near;

    /**
     * Asks the database of {@code handle}.
     *
     * @param near as {@link Database#isNear}
     */
    Steps(Handle handle, boolean near) {
        this.handle = handle;
        this.near = near;
    }

    /** The steps of each host, the oldest first, hosts in the order they are given. */
    List<HostStep> of(Collection<StoredHost> hosts) {
        Map<Long, Long> lists = new LinkedHashMap<>();
        Map<Long, List<Series.Row>> rows = new Series(handle, near).telling(hosts);
        for (StoredHost host : hosts) {
            for (Series.Row row : Series.changes(Series.everNewest(rows.getOrDefault(host.number(), List.of())))) {
                lists.put(row.number(), row.list());
            }
        }
        Map<Long, Map<SectionKey, Long>> contents = contents(new HashSet<>(lists.values()));
        Map<Long, StoredSnapshot> snapshots = new HashMap<>();
        new Listing(handle)
                .numbered(List.copyOf(lists.keySet()))
                .forEach(snapshot -> snapshots.put(snapshot.number(), snapshot));
        Map<Long, List<HostStep>> byHost = new HashMap<>();
        lists.forEach((number, list) -> {
            StoredSnapshot snapshot = snapshots.get(number);
            if (snapshot != null) {
                Map<SectionKey, Long> sections = contents.get(list);
                byHost.computeIfAbsent(snapshot.host().number(), any -> new ArrayList<>())
                        .add(new HostStep(snapshot, sections == null ? Map.of() : sections, sections == null));
            }
        });
        List<HostStep> steps = new ArrayList<>();
        hosts.forEach(host -> steps.addAll(byHost.getOrDefault(host.number(), List.of())));
        return steps;
    }

    /** What each list holds; those that are damaged are left out. */
    private Map<Long, Map<SectionKey, Long>> contents(Set<Long> lists) {
        List<Long> all = new ArrayList<>(lists);
        Set<Long> layouts = new HashSet<>();
        new StoredRows(handle).lists(all).values().forEach(list -> layouts.add(list.layout()));
        Shelf shelf = Shelf.ofLists(handle, all, new ArrayList<>(layouts));
        Map<Long, Map<SectionKey, Long>> contents = new HashMap<>();
        for (long list : all) {
            try {
                StoredRows.SectionList row = shelf.list(list);
                List<SectionKey> keys = shelf.layout(row.layout()).keys();
                List<Long> numbers = Content.numbers(row.content());
                Map<SectionKey, Long> sections = new HashMap<>();
                for (int i = 0; i < keys.size(); i++) {
                    sections.put(keys.get(i), numbers.get(i));
                }
                contents.put(list, sections);
            } catch (DamagedException | IndexOutOfBoundsException e) {
                // Told of each step that has it.
            }
        }
        return contents;
    }
}
