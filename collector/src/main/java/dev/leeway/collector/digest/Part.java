package dev.leeway.collector.digest;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.report.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Things of one sort, grouped by who answers for them.
 *
 * @param sort what they are
 * @param total how many there are, told or not
 * @param groups those that are told, by owner in the order of the gravest
 * @param severities of all of them, as {@code 1 critical, 3 high}; empty for what has none
 */
public record Part(Sort sort, int total, List<Group> groups, String severities) {
    public Part {
        requireNonNull(sort, "sort is null");
        requireNonNull(severities, "severities is null");
        groups = List.copyOf(groups);
    }

    /** What a part is about. */
    public enum Sort {
        NEW("new", "New", "new cause"),
        OPEN("open", "Still open", "cause"),
        /** Of a report before which there was none: it may be new or old, and nobody was told of it. */
        FIRST("first", "Open in the first report", "cause"),
        UNSEEN("unseen", "Could not be checked", "gap"),
        SILENT("silent", "Silent", "silence"),
        CLOCKS("clocks", "Clocks that are off", "clock"),
        RESOLVED("resolved", "Resolved", "resolved fact"),
        WAIVERS("waivers", "Waivers to renew", "waiver");

        private final String text;
        private final String title;
        private final String noun;

        Sort(String text, String title, String noun) {
            this.text = text;
            this.title = title;
            this.noun = noun;
        }

        /** The name in JSON. */
        public String text() {
            return text;
        }

        /** What stands above it. */
        public String title() {
            return title;
        }
    }

    /**
     * Things one owner answers for.
     *
     * @param owner empty for nobody
     * @param items in order
     */
    public record Group(Optional<String> owner, List<Item> items) {
        public Group {
            requireNonNull(owner, "owner is null");
            items = List.copyOf(items);
        }
    }

    /** The {@code items} by owner, of {@code total}. */
    static Part of(Sort sort, int total, List<Item> items) {
        return of(sort, total, items, "");
    }

    /** The same of causes, with their severities. */
    static Part of(Sort sort, int total, List<Item> items, String severities) {
        Map<Optional<String>, List<Item>> byOwner = new LinkedHashMap<>();
        items.forEach(item -> byOwner.computeIfAbsent(item.owner(), unused -> new ArrayList<>())
                .add(item));
        List<Group> groups = new ArrayList<>();
        byOwner.forEach((owner, own) -> groups.add(new Group(owner, own)));
        return new Part(sort, total, groups, severities);
    }

    /** How many are told. */
    public int told() {
        return groups.stream().mapToInt(group -> group.items().size()).sum();
    }

    /** Whether owners are worth a line. */
    boolean isOwned() {
        return groups.stream().anyMatch(group -> group.owner().isPresent());
    }

    Part atMost(int most) {
        List<Item> first = groups.stream()
                .flatMap(group -> group.items().stream())
                .limit(most)
                .toList();
        return of(sort, total, first, severities);
    }

    /** {@code and 12 more causes}; empty where all are told. */
    Optional<String> rest() {
        int rest = total - told();
        if (rest <= 0) {
            return Optional.empty();
        }
        String what = (told() == 0 ? "" : "more ") + sort.noun;
        String before = told() == 0 && sort == Sort.OPEN ? ", told before" : "";
        return Optional.of((told() == 0 ? "" : "and ") + Quantity.of(rest, what) + before);
    }
}
