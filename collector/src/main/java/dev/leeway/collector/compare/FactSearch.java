package dev.leeway.collector.compare;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks up facts of one section by encoded path, below a path and above one. */
final class FactSearch {
    private FactSearch() {}

    static Optional<Value> find(Facts facts, String path) {
        int index = lowerBound(facts, path);
        return index < facts.size() && facts.path(index).equals(path)
                ? Optional.of(facts.value(index))
                : Optional.empty();
    }

    /** Whether the path of any fact begins with {@code opening}. */
    static boolean anyBelow(Facts facts, String opening) {
        int index = lowerBound(facts, opening);
        return index < facts.size() && facts.path(index).startsWith(opening);
    }

    /** The first index whose path is not before {@code path}. */
    static int lowerBound(Facts facts, String path) {
        int low = 0;
        int high = facts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (facts.path(middle).compareTo(path) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * What lies below {@code path}, as one value: every part named and in order, secrets as they are, so that they
     * compare by their tags.
     */
    static Optional<Value> below(Facts facts, String path) {
        String opening = path + "/";
        List<Value> parts = new ArrayList<>();
        for (int i = lowerBound(facts, opening);
                i < facts.size() && facts.path(i).startsWith(opening);
                i++) {
            Value value = facts.value(i);
            boolean opaque = value.kind() == Value.Kind.SECRET || value.kind() == Value.Kind.WITHHELD;
            parts.add(
                    opaque ? value : new Value.Text(facts.path(i).substring(opening.length()) + "=" + value.display()));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Value.ListOf(parts));
    }
}
