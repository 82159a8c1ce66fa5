package dev.leeway.agent.probe.database.shape;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What lies below one path: a node for each key, one for all keys that are data, and one for the elements of arrays. */
final class ShapeBranches {
    private final SortedMap<String, ShapeNode> keys = new TreeMap<>();
    private @Nullable ShapeNode any;
    private @Nullable ShapeNode element;

    /** The node of a key, made where there was none. */
    ShapeNode key(String key) {
        return keys.computeIfAbsent(key, unused -> new ShapeNode());
    }

    /** The node of all keys that are data, made where there was none. */
    ShapeNode any() {
        ShapeNode node = any;
        if (node == null) {
            node = new ShapeNode();
            any = node;
        }
        return node;
    }

    /** The node of the elements, made where there was none. */
    ShapeNode element() {
        ShapeNode node = element;
        if (node == null) {
            node = new ShapeNode();
            element = node;
        }
        return node;
    }

    SortedMap<String, ShapeNode> keys() {
        return Collections.unmodifiableSortedMap(keys);
    }

    Optional<ShapeNode> knownAny() {
        return Optional.ofNullable(any);
    }

    Optional<ShapeNode> knownElement() {
        return Optional.ofNullable(element);
    }

    /** Takes a key away. */
    ShapeNode without(String key) {
        return requireNonNull(keys.remove(key), "a key that is none");
    }

    /** Takes all keys away. */
    Collection<ShapeNode> withoutKeys() {
        List<ShapeNode> known = List.copyOf(keys.values());
        keys.clear();
        return known;
    }

    /** Forgets everything. */
    void clear() {
        keys.clear();
        any = null;
        element = null;
    }

    /** All of them. */
    Collection<ShapeNode> all() {
        Collection<ShapeNode> all = new ArrayList<>(keys.values());
        knownAny().ifPresent(all::add);
        knownElement().ifPresent(all::add);
        return all;
    }
}
