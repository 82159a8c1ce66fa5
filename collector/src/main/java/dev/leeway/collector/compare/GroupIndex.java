package dev.leeway.collector.compare;

import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first of the groups that a value belongs to, without asking each: every host may say something of its own.
 *
 * @param <G> what stands for a group
 */
final class GroupIndex<G> {
    /** Groups in the order they were made. */
    private final List<Entry<G>> all = new ArrayList<>();

    private final Map<Mark, Entry<G>> marked = new HashMap<>();
    /** Those that are found only by holding a value against them. */
    private final List<Entry<G>> unmarked = new ArrayList<>();

    private record Entry<G>(int number, G group, boolean parts, Value value, Value key) {
        boolean means(boolean ofParts, Value other, Value otherKey) {
            return parts == ofParts
                    && (ValueLikeness.of(value, other).same()
                            || ValueLikeness.of(key, otherKey).same());
        }
    }

    /** What two that mean the same share: the value, or what it is compared as, or a tag. */
    private record Mark(boolean parts, boolean key, Object what) {}

    private static List<Mark> marks(boolean parts, Value value, Value key) {
        return switch (Telling.of(value, key)) {
            case BY_EQUALITY -> List.of(new Mark(parts, false, value), new Mark(parts, true, key));
            case BY_TAG -> {
                List<Mark> marks = new ArrayList<>();
                for (SecretTag tag : ((Value.Secret) value).tags()) {
                    marks.add(new Mark(parts, false, tag));
                }
                yield marks;
            }
            case BY_PAIR -> List.of();
        };
    }

    /** The first group, as they were added, that means the same as a value that is compared as {@code key}. */
    @Nullable G first(boolean parts, Value value, Value key) {
        boolean nothingIsTold = value.kind() == Value.Kind.WITHHELD && key.kind() == Value.Kind.WITHHELD;
        if (nothingIsTold) {
            return null;
        }
        List<Mark> marks = marks(parts, value, key);
        Entry<G> first = firstMeaning(marks.isEmpty() ? all : unmarked, parts, value, key);
        for (Mark mark : marks) {
            Entry<G> found = marked.get(mark);
            first = found != null && (first == null || found.number() < first.number()) ? found : first;
        }
        return first == null ? null : first.group();
    }

    private static <G> @Nullable Entry<G> firstMeaning(List<Entry<G>> entries, boolean parts, Value value, Value key) {
        for (Entry<G> entry : entries) {
            if (entry.means(parts, value, key)) {
                return entry;
            }
        }
        return null;
    }

    /** Adds a group that others belong to which mean the same as {@code value}. */
    void add(G group, boolean parts, Value value, Value key) {
        Entry<G> entry = new Entry<>(all.size(), group, parts, value, key);
        all.add(entry);
        List<Mark> marks = marks(parts, value, key);
        marks.forEach(mark -> marked.putIfAbsent(mark, entry));
        if (marks.isEmpty()) {
            unmarked.add(entry);
        }
    }
}
