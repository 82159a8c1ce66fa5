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
import java.util.stream.Stream;
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

    /** The numbers of the section and, where there is none, of the index of its probe. */
    private record Place(long section, long index) {
        static final Place UNREADABLE = new Place(Runs.UNREADABLE, NONE);
    }

    /** A snapshot and what is in it. */
    private record Step(long snapshot, Place place) {}

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
        Map<Long, Place> sections = sections(lists);
        List<Step> steps = new ArrayList<>();
        for (StoredHost host : hosts) {
            steps.addAll(steps(changes.getOrDefault(host.number(), List.of()), sections));
        }
        return runs(steps);
    }

    private static List<Step> steps(List<long[]> changes, Map<Long, Place> sections) {
        List<Step> steps = new ArrayList<>();
        for (long[] change : changes) {
            Place place = sections.getOrDefault(change[1], Place.UNREADABLE);
            if (steps.isEmpty() || !place.equals(steps.get(steps.size() - 1).place())) {
                steps.add(new Step(change[0], place));
            }
        }
        return steps;
    }

    /** The section in each list. */
    private Map<Long, Place> sections(Set<Long> lists) {
        List<Long> all = new ArrayList<>(lists);
        Map<Long, StoredRows.SectionList> rows = new StoredRows(handle).lists(all);
        Set<Long> layouts = new HashSet<>();
        rows.values().forEach(list -> layouts.add(list.layout()));
        Shelf shelf = Shelf.ofLists(handle, all, new ArrayList<>(layouts));
        Map<Long, Place> found = new HashMap<>();
        for (long list : all) {
            try {
                found.put(list, place(shelf, shelf.list(list)));
            } catch (DamagedException | IndexOutOfBoundsException e) {
                found.put(list, Place.UNREADABLE);
            }
        }
        return found;
    }

    private Place place(Shelf shelf, StoredRows.SectionList list) throws DamagedException {
        List<SectionKey> keys = shelf.layout(list.layout()).keys();
        int own = keys.indexOf(key);
        if (own >= 0) {
            return new Place(Content.numbers(list.content()).get(own), NONE);
        }
        int index = key.subject().isEmpty() ? -1 : keys.indexOf(SectionKey.of(key.probe()));
        return new Place(
                NONE, index < 0 ? NONE : Content.numbers(list.content()).get(index));
    }

    private List<SectionRun> runs(List<Step> steps) {
        Map<Long, StoredSnapshot> snapshots = new HashMap<>();
        new Listing(handle)
                .numbered(steps.stream().map(Step::snapshot).toList())
                .forEach(snapshot -> snapshots.put(snapshot.number(), snapshot));
        Shelf shelf = Shelf.ofSections(
                handle,
                steps.stream()
                        .flatMap(step ->
                                Stream.of(step.place().section(), step.place().index()))
                        .filter(number -> number >= 0)
                        .distinct()
                        .toList());
        List<SectionRun> runs = new ArrayList<>();
        for (Step step : steps) {
            StoredSnapshot first = snapshots.get(step.snapshot());
            if (first != null) {
                runs.add(run(first, step.place(), shelf));
            }
        }
        return runs;
    }

    private static SectionRun run(StoredSnapshot first, Place place, Shelf shelf) {
        if (place.section() == NONE) {
            return new SectionRun(first, Optional.empty(), false, readable(place.index(), shelf));
        }
        Optional<Section> read = readable(place.section(), shelf);
        return new SectionRun(first, read, read.isEmpty(), Optional.empty());
    }

    private static Optional<Section> readable(long section, Shelf shelf) {
        try {
            return section < 0 ? Optional.empty() : Optional.of(shelf.section(section));
        } catch (DamagedException e) {
            return Optional.empty();
        }
    }
}
