package dev.leeway.agent.format.tree;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node of a document found on a host. */
public sealed interface TreeNode {
    /** Where it begins, from 1. */
    int line();

    /** What YAML was told to take it for, {@code !reset}; empty for most. */
    Optional<String> tag();

    /** The node at {@code names}, one table below the other; empty when there is none. */
    default Optional<TreeNode> at(String... names) {
        TreeNode node = this;
        for (String name : names) {
            TreeNode entry = node instanceof Table table ? table.entries().get(name) : null;
            if (entry == null) {
                return Optional.empty();
            }
            node = entry;
        }
        return Optional.of(node);
    }

    /** The single value at {@code names} as written; empty when there is none. */
    default Optional<String> textAt(String... names) {
        return at(names).filter(Scalar.class::isInstance).map(node -> ((Scalar) node).text());
    }

    /** The entries of the table at {@code names} in order; none when there is no table. */
    default Map<String, TreeNode> entriesAt(String... names) {
        return at(names)
                .filter(Table.class::isInstance)
                .map(node -> ((Table) node).entries())
                .orElse(Map.of());
    }

    /** The items of the list at {@code names}; none when there is no list. */
    default List<TreeNode> itemsAt(String... names) {
        return at(names)
                .filter(Items.class::isInstance)
                .map(node -> ((Items) node).items())
                .orElse(List.of());
    }

    /** A table, its entries in the order they were written. */
    record Table(int line, Map<String, TreeNode> entries, Optional<String> tag) implements TreeNode {
        public Table {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** One without a tag. */
        public Table(int line, Map<String, TreeNode> entries) {
            this(line, entries, Optional.empty());
        }
    }

    /** A list. */
    record Items(int line, List<TreeNode> items, Optional<String> tag) implements TreeNode {
        public Items {
            items = List.copyOf(items);
        }

        /** One without a tag. */
        public Items(int line, List<TreeNode> items) {
            this(line, items, Optional.empty());
        }
    }

    /**
     * A text, number, flag or date, as written and without its quotes.
     *
     * @param kind what its format takes it for
     */
    record Scalar(int line, String text, Kind kind, Optional<String> tag) implements TreeNode {
        /** What a format takes a single value for. */
        public enum Kind {
            TEXT,
            NUMBER,
            FLAG,
            /** {@code null}, or a place left empty. */
            NOTHING
        }

        /** One without a tag. */
        public Scalar(int line, String text, Kind kind) {
            this(line, text, kind, Optional.empty());
        }

        /** A text. */
        public Scalar(int line, String text) {
            this(line, text, Kind.TEXT);
        }
    }
}
