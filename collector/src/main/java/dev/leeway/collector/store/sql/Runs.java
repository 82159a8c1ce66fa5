package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.SectionRun;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Follows one section through the snapshots of hosts, reading each of its texts once. */
final class Runs {
    private static final long NONE = -1;
    private static final long UNREADABLE = -2;

    /** Where a snapshot has other sections than the one before it; most nights nothing has. */
    private static final String CHANGES =
            "select number, list from (select number, list, series, place, lag(list) over (order by series,"
                    + " place, number) as before from snapshot where host = :host) ordered"
                    + " where before is null or before <> list order by series, place, number";

    private final Handle handle;
    private final SectionKey key;

    Runs(Handle handle, SectionKey key) {
        this.handle = handle;
        this.key = key;
    }

    /** A snapshot and the number of the section in it. */
    private record Step(long snapshot, long section) {}

    /** The runs of each host, the oldest first, hosts in the order they are given. */
    List<SectionRun> of(Collection<StoredHost> hosts) {
        Map<Long, List<long[]>> changes = new HashMap<>();
        Set<Long> lists = new HashSet<>();
        for (StoredHost host : hosts) {
            List<long[]> own = handle.createQuery(CHANGES)
                    .bind("host", host.number())
                    .map((row, context) -> new long[] {row.getLong("number"), row.getLong("list")})
                    .list();
            own.forEach(change -> lists.add(change[1]));
            changes.put(host.number(), own);
        }
        Map<Long, Long> sections = sections(lists);
        List<Step> steps = new ArrayList<>();
        for (StoredHost host : hosts) {
            steps.addAll(steps(changes.getOrDefault(host.number(), List.of()), sections));
        }
        return runs(steps);
    }

    private static List<Step> steps(List<long[]> changes, Map<Long, Long> sections) {
        List<Step> steps = new ArrayList<>();
        long before = Long.MIN_VALUE;
        for (long[] change : changes) {
            long section = sections.getOrDefault(change[1], UNREADABLE);
            if (section != before) {
                steps.add(new Step(change[0], section));
                before = section;
            }
        }
        return steps;
    }

    /** The number of the section in each list. */
    private Map<Long, Long> sections(Set<Long> lists) {
        List<Long> all = new ArrayList<>(lists);
        Map<Long, StoredRows.SectionList> rows = new StoredRows(handle).lists(all);
        Set<Long> layouts = new HashSet<>();
        rows.values().forEach(list -> layouts.add(list.layout()));
        Shelf shelf = Shelf.ofLists(handle, all, new ArrayList<>(layouts));
        Map<Long, Long> found = new HashMap<>();
        for (long list : all) {
            try {
                StoredRows.SectionList row = shelf.list(list);
                int place = shelf.layout(row.layout()).keys().indexOf(key);
                found.put(
                        list, place < 0 ? NONE : Content.numbers(row.content()).get(place));
            } catch (DamagedException | IndexOutOfBoundsException e) {
                found.put(list, UNREADABLE);
            }
        }
        return found;
    }

    private List<SectionRun> runs(List<Step> steps) {
        Map<Long, StoredSnapshot> snapshots = new HashMap<>();
        new Listing(handle)
                .numbered(steps.stream().map(Step::snapshot).toList())
                .forEach(snapshot -> snapshots.put(snapshot.number(), snapshot));
        Shelf shelf = Shelf.ofSections(
                handle,
                steps.stream()
                        .map(Step::section)
                        .filter(number -> number >= 0)
                        .distinct()
                        .toList());
        List<SectionRun> runs = new ArrayList<>();
        for (Step step : steps) {
            StoredSnapshot first = snapshots.get(step.snapshot());
            if (first != null) {
                runs.add(run(first, step.section(), shelf));
            }
        }
        return runs;
    }

    private static SectionRun run(StoredSnapshot first, long section, Shelf shelf) {
        if (section == NONE) {
            return new SectionRun(first, Optional.empty(), false);
        }
        try {
            Optional<Section> read = section < 0 ? Optional.empty() : Optional.of(shelf.section(section));
            return new SectionRun(first, read, section < 0);
        } catch (DamagedException e) {
            return new SectionRun(first, Optional.empty(), true);
        }
    }
}
