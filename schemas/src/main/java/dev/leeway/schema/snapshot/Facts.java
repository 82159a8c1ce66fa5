package dev.leeway.schema.snapshot;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The facts of a section, sorted by path text, so that two of them are compared in one pass.
 *
 * <p>Two arrays rather than a map: a comparison may hold millions of facts.
 */
public final class Facts {
    private static final Facts NONE = new Facts(new String[0], new Value[0]);

    private final String[] paths;
    private final Value[] values;

    private Facts(String[] paths, Value[] values) {
        this.paths = paths;
        this.values = values;
    }

    /** No facts. */
    public static Facts none() {
        return NONE;
    }

    /** These facts, by path. */
    public static Facts of(Map<FactPath, Value> facts) {
        Builder builder = new Builder();
        new TreeMap<>(facts).forEach((path, value) -> builder.add(path.text(), value));
        return builder.build();
    }

    /** How many facts there are. */
    public int size() {
        return paths.length;
    }

    /** The encoded path of the fact at {@code index} in sorted order. */
    public String path(int index) {
        return paths[index];
    }

    /** The value of the fact at {@code index} in sorted order. */
    public Value value(int index) {
        return values[index];
    }

    /** The value at {@code path}, empty when there is no such fact. */
    public Optional<Value> find(FactPath path) {
        int index = Arrays.binarySearch(paths, path.text());
        return index < 0 ? Optional.empty() : Optional.of(values[index]);
    }

    /** Every fact in sorted order. */
    public void forEach(BiConsumer<String, Value> action) {
        for (int i = 0; i < paths.length; i++) {
            action.accept(paths[i], values[i]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && Arrays.equals(paths, facts.paths) && Arrays.equals(values, facts.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(paths) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return paths.length + " facts";
    }

    /** Gathers facts that arrive in any order, though sorted arrival is fastest. Not thread-safe. */
    public static final class Builder {
        private final List<String> paths = new ArrayList<>();
        private final List<Value> values = new ArrayList<>();
        private boolean sorted = true;

        /** Adds one fact; {@code path} is encoded. */
        public Builder add(String path, Value value) {
            if (!paths.isEmpty() && paths.get(paths.size() - 1).compareTo(path) >= 0) {
                sorted = false;
            }
            paths.add(path);
            values.add(value);
            return this;
        }

        /**
         * The facts, sorted.
         *
         * @throws IllegalStateException naming the path when one was added twice
         */
        public Facts build() {
            if (paths.isEmpty()) {
                return NONE;
            }
            return sorted ? new Facts(paths.toArray(String[]::new), values.toArray(Value[]::new)) : buildSorted();
        }

        private Facts buildSorted() {
            Map<String, Value> byPath = new TreeMap<>();
            for (int i = 0; i < paths.size(); i++) {
                if (byPath.put(paths.get(i), values.get(i)) != null) {
                    throw new IllegalStateException("fact '" + paths.get(i) + "' given twice");
                }
            }
            return new Facts(
                    byPath.keySet().toArray(String[]::new), byPath.values().toArray(Value[]::new));
        }
    }
}
