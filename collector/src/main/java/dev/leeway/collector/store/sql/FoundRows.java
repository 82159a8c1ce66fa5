package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.sqlite.SqliteRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rows of a damaged store, told apart by what they are made of. Sections, layouts and lists are taken where they fit their digests;
 * snapshots have to be put together to know.
 */
final class FoundRows implements SqliteRows.Taker {
    private static final int DIGEST = 32;

    private final Map<Long, StoredRows.StoredSection> sections = new HashMap<>();
    private final Map<Long, StoredRows.StoredLayout> layouts = new HashMap<>();
    private final Map<Long, StoredRows.SectionList> lists = new HashMap<>();
    private final Map<Long, List<Entry>> snapshots = new TreeMap<>();
    private final Map<Long, HostName> hosts = new TreeMap<>();
    private final Map<Long, Long> indexed = new TreeMap<>();
    private final Map<String, Name> names = new TreeMap<>();
    private final Map<String, Set<Long>> members = new TreeMap<>();

    /** A row of a snapshot as it stands there. */
    record Entry(long host, long series, long place, long received, StoredRows.Head head) {}

    /** What a host is called. */
    record HostName(String environment, String name) {
        String text() {
            return environment + "/" + name;
        }
    }

    /** What a baseline was made of, and when. */
    record Name(long made, String selector) {}

    @Override
    public void row(Optional<Long> number, List<Optional<Object>> values) {
        if (number.isEmpty()) {
            entry(values);
            return;
        }
        switch (kinds(values)) {
            case "-ss" -> hosts.put(number.get(), new HostName(text(values, 1), text(values, 2)));
            case "-bbsbn" -> section(number.get(), values);
            case "-bb" -> layout(number.get(), values);
            case "-bnb" -> list(number.get(), values);
            case "-bnnnnnnnbn" -> snapshot(number.get(), values);
            default -> {
                // Of no table of a store, or nothing at all.
            }
        }
    }

    /** Of each value a letter: number, text, bytes, nothing. */
    private static String kinds(List<Optional<Object>> values) {
        StringBuilder kinds = new StringBuilder();
        for (Optional<Object> value : values) {
            Object content = value.orElse("");
            kinds.append(value.isEmpty() ? '-' : content instanceof Long ? 'n' : content instanceof String ? 's' : 'b');
        }
        return kinds.toString();
    }

    private static String text(List<Optional<Object>> values, int place) {
        return (String) values.get(place).orElseThrow();
    }

    private static long number(List<Optional<Object>> values, int place) {
        return (Long) values.get(place).orElseThrow();
    }

    private static byte[] bytes(List<Optional<Object>> values, int place) {
        return (byte[]) values.get(place).orElseThrow();
    }

    private void section(long number, List<Optional<Object>> values) {
        StoredRows.StoredSection row = new StoredRows.StoredSection(
                bytes(values, 1), bytes(values, 2), text(values, 3), bytes(values, 4), false);
        if (row.digest().length == DIGEST && fits(row)) {
            sections.putIfAbsent(number, row);
        }
    }

    private static boolean fits(StoredRows.StoredSection row) {
        try {
            byte[] name = row.name().getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(Digests.of(name, Packing.unpack(row.content())), row.digest());
        } catch (DamagedException e) {
            return false;
        }
    }

    private void layout(long number, List<Optional<Object>> values) {
        try {
            StoredRows.StoredLayout row = new StoredRows.StoredLayout(bytes(values, 1), bytes(values, 2));
            if (Arrays.equals(Digests.of(Packing.unpack(row.content())), row.digest())) {
                layouts.putIfAbsent(number, row);
            }
        } catch (DamagedException e) {
            // It says nothing any more.
            return;
        }
    }

    private void list(long number, List<Optional<Object>> values) {
        StoredRows.SectionList row = new StoredRows.SectionList(number(values, 2), bytes(values, 1), bytes(values, 3));
        if (Arrays.equals(SectionRows.listDigest(row.layout(), row.content()), row.digest())) {
            lists.putIfAbsent(number, row);
        }
    }

    private void snapshot(long number, List<Optional<Object>> values) {
        snapshots
                .computeIfAbsent(number, any -> new ArrayList<>())
                .add(new Entry(
                        number(values, 2),
                        number(values, 3),
                        number(values, 4),
                        number(values, 6),
                        new StoredRows.Head(number(values, 8), bytes(values, 9), false)));
    }

    private void entry(List<Optional<Object>> values) {
        switch (kinds(values)) {
            case "nnnn", "nnnnn" -> indexed.put(number(values, 3), number(values, 0));
            case "sns" -> names.put(text(values, 0), new Name(number(values, 1), text(values, 2)));
            case "sn" ->
                members.computeIfAbsent(text(values, 0), any -> new TreeSet<>()).add(number(values, 1));
            default -> {
                // An index that says nothing which its table does not.
            }
        }
    }

    /** Snapshots that are made of these rows, the row of each of {@code heads}. */
    Shelf shelf(Map<Long, StoredRows.Head> heads) {
        return new Shelf(heads, lists, layouts, sections);
    }

    Map<Long, StoredRows.StoredSection> sections() {
        return sections;
    }

    Map<Long, StoredRows.StoredLayout> layouts() {
        return layouts;
    }

    Map<Long, StoredRows.SectionList> lists() {
        return lists;
    }

    /** What was found of each snapshot, by number. */
    Map<Long, List<Entry>> snapshots() {
        return snapshots;
    }

    Map<Long, HostName> hosts() {
        return hosts;
    }

    /** The hosts of all snapshots that rows or indexes know of, by the numbers of both. */
    Map<Long, Long> known() {
        Map<Long, Long> known = new TreeMap<>(indexed);
        snapshots.forEach((number, entries) -> known.put(number, entries.get(0).host()));
        return known;
    }

    Map<String, Name> names() {
        return names;
    }

    /** The snapshots of each baseline; entries of other tables that look the same lead to none, and a counter is none. */
    Map<String, Set<Long>> members() {
        Set<Long> known = known().keySet();
        Map<String, Set<Long>> baselines = new TreeMap<>();
        members.forEach((name, numbers) -> {
            Set<Long> own = new TreeSet<>(numbers);
            own.retainAll(known);
            if (!own.isEmpty() || names.containsKey(name)) {
                baselines.put(name, own);
            }
        });
        for (String counter : Set.of("number", "generation")) {
            if (!names.containsKey(counter)) {
                baselines.remove(counter);
            }
        }
        return baselines;
    }

    /** The highest number met anywhere, so that none is given twice. */
    long highest() {
        Set<Long> all = new HashSet<>(known().keySet());
        all.addAll(sections.keySet());
        all.addAll(layouts.keySet());
        all.addAll(lists.keySet());
        all.addAll(hosts.keySet());
        members.getOrDefault("number", Set.of()).forEach(all::add);
        return all.stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
