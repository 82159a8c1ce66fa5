package dev.leeway.agent.probe.database.shape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds keys that are data by the company they keep: each in few of the objects, with values that are alike.
 *
 * <p>An object that has no key in more than half of its cases is no record, so that two alike are enough. Beside keys that nearly every
 * object has, seldom ones are more likely optional, and it takes a crowd of them. A key in most of the objects is always taken for a name.
 */
final class MapKeys {
    private static final int PAIR = 2;
    private static final int CROWD = 8;
    /** As many may be in half of the objects, of one type however different inside. */
    private static final int MULTITUDE = 17;

    private static final long HALF = 2;
    private static final long TENTH = 10;

    private MapKeys() {}

    /**
     * The keys to be written {@code {any}}.
     *
     * @param keys by what is below them
     * @param any below keys that are data by themselves; empty where there is none
     * @param objects in which they were looked for
     */
    static SortedSet<String> among(SortedMap<String, ShapeNode> keys, Optional<ShapeNode> any, long objects) {
        boolean record = keys.values().stream().anyMatch(node -> !seldom(node, objects, HALF));
        SortedSet<String> data = new TreeSet<>();
        List<Group> groups = new ArrayList<>();
        keys.forEach((key, node) -> {
            if (any.isPresent() && seldom(node, objects, HALF) && alike(any.get(), node)) {
                data.add(key);
            } else if (!record || seldom(node, objects, TENTH)) {
                Group.of(groups, node).keys().add(key);
            }
        });
        for (Group group : groups) {
            if (group.keys().size() >= (record ? CROWD : PAIR)) {
                data.addAll(group.keys());
            }
        }
        if (!record && keys.size() >= MULTITUDE && ofOneType(keys.values())) {
            data.addAll(keys.keySet());
        }
        return data;
    }

    private static boolean seldom(ShapeNode node, long objects, long part) {
        return node.holders() * part <= objects;
    }

    private static boolean ofOneType(Collection<ShapeNode> nodes) {
        Set<JsonType> first = nodes.iterator().next().kinds();
        return nodes.stream().allMatch(node -> node.kinds().equals(first));
    }

    /** Whether values are of the same types, and much the same inside. */
    static boolean alike(ShapeNode one, ShapeNode other) {
        Set<JsonType> types = one.kinds();
        Set<JsonType> others = other.kinds();
        if (types.isEmpty() || others.isEmpty()) {
            return true;
        }
        return types.equals(others) && alikeObjects(one, other) && alikeElements(one, other);
    }

    /** Half of the keys of the smaller one are those of the other, too. */
    private static boolean alikeObjects(ShapeNode one, ShapeNode other) {
        Map<String, ShapeNode> keys = one.keys();
        Map<String, ShapeNode> others = other.keys();
        long least = Math.min(keys.size(), others.size());
        long common = keys.keySet().stream().filter(others::containsKey).count();
        return common * HALF >= least;
    }

    private static boolean alikeElements(ShapeNode one, ShapeNode other) {
        Optional<ShapeNode> others = other.elements();
        return one.elements().isEmpty()
                || others.isEmpty()
                || alike(one.elements().get(), others.get());
    }

    /** Keys that are alike to the first of them. */
    private record Group(ShapeNode first, List<String> keys) {
        static Group of(List<Group> groups, ShapeNode node) {
            for (Group group : groups) {
                if (alike(group.first(), node)) {
                    return group;
                }
            }
            Group group = new Group(node, new ArrayList<>());
            groups.add(group);
            return group;
        }
    }
}
