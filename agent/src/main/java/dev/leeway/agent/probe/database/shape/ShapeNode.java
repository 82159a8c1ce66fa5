package dev.leeway.agent.probe.database.shape;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.json.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was counted at one path; everything is a sum, so that order does not matter. */
final class ShapeNode {
    private final long[] types = new long[JsonType.COUNT];
    /** Objects or arrays above in which this was found. */
    private long holders;
    /** Of the objects here those with a key, and those with a key that is data; of the arrays those with an element. */
    private long filledObjects;

    private long mapLikeObjects;
    private long filledArrays;
    /** So many keys were seen that all of them are data. */
    private boolean map;

    private final SortedMap<String, ShapeNode> keys = new TreeMap<>();
    private @Nullable ShapeNode any;
    private @Nullable ShapeNode element;

    /** Counts {@code node}, and what is in it down to {@code depth} more levels. */
    void add(JsonNode node, int depth, int maxKeys) {
        types[JsonType.of(node).place()]++;
        if (node instanceof JsonNode.Members object && !object.members().isEmpty()) {
            filledObjects++;
            if (depth > 0) {
                members(object.members(), depth - 1, maxKeys);
            }
        } else if (node instanceof JsonNode.Elements array && !array.elements().isEmpty()) {
            filledArrays++;
            if (depth > 0) {
                ShapeNode below = element();
                below.holders++;
                array.elements().forEach(each -> below.add(each, depth - 1, maxKeys));
            }
        }
    }

    private void members(Map<String, JsonNode> members, int depth, int maxKeys) {
        boolean mapLike = false;
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            boolean data = DataKeys.isData(member.getKey());
            mapLike |= data;
            ShapeNode below = data || map ? any() : keys.computeIfAbsent(member.getKey(), unused -> new ShapeNode());
            below.holders++;
            below.add(member.getValue(), depth, maxKeys);
        }
        mapLikeObjects += mapLike ? 1 : 0;
        narrowHere(maxKeys);
    }

    /** Adds all that {@code other} counted, which stays as it is. */
    void merge(ShapeNode other, int maxKeys) {
        for (int i = 0; i < types.length; i++) {
            types[i] += other.types[i];
        }
        holders += other.holders;
        filledObjects += other.filledObjects;
        mapLikeObjects += other.mapLikeObjects;
        filledArrays += other.filledArrays;
        if (other.map) {
            becomeMap(maxKeys);
        }
        other.keys.forEach((key, node) -> {
            ShapeNode below = map ? any() : keys.computeIfAbsent(key, unused -> new ShapeNode());
            below.merge(node, maxKeys);
        });
        if (other.any != null) {
            any().merge(other.any, maxKeys);
        }
        if (other.element != null) {
            element().merge(other.element, maxKeys);
        }
        narrowHere(maxKeys);
    }

    /** Takes every object of more than {@code maxKeys} keys for a map, here and below. */
    void narrow(int maxKeys) {
        narrowHere(maxKeys);
        below().forEach(node -> node.narrow(maxKeys));
    }

    /** Forgets what is more than {@code depth} levels below. */
    void trim(int depth) {
        if (depth == 0) {
            keys.clear();
            any = null;
            element = null;
        } else {
            below().forEach(node -> node.trim(depth - 1));
        }
    }

    private void narrowHere(int maxKeys) {
        if (keys.size() > maxKeys) {
            becomeMap(maxKeys);
        }
    }

    private void becomeMap(int maxKeys) {
        map = true;
        ShapeNode all = any();
        Collection<ShapeNode> known = new TreeMap<>(keys).values();
        keys.clear();
        known.forEach(node -> all.merge(node, maxKeys));
    }

    /** Takes keys for data that look like it now that all is counted. */
    void findMaps(int maxKeys) {
        below().forEach(node -> node.findMaps(maxKeys));
        SortedSet<String> data = MapKeys.among(keys, any, count(JsonType.OBJECT));
        if (data.isEmpty()) {
            return;
        }
        if (data.size() == keys.size()) {
            becomeMap(maxKeys);
        } else {
            // In how many objects there is at least one of them was not counted; in no more than this.
            for (String key : data) {
                ShapeNode node = requireNonNull(keys.remove(key), "a key that is none");
                mapLikeObjects = Math.min(filledObjects, mapLikeObjects + node.holders);
                any().merge(node, maxKeys);
            }
        }
        any().findMaps(maxKeys);
    }

    long holders() {
        return holders;
    }

    SortedMap<String, ShapeNode> keys() {
        return Collections.unmodifiableSortedMap(keys);
    }

    @Nullable ShapeNode elements() {
        return element;
    }

    /** The types of the values, as far as a reader would mind: null is none, and an integer is a number. */
    EnumSet<JsonType> kinds() {
        EnumSet<JsonType> kinds = EnumSet.allOf(JsonType.class);
        kinds.removeIf(type -> type == JsonType.NULL || count(type) == 0);
        if (kinds.remove(JsonType.INTEGER)) {
            kinds.add(JsonType.NUMBER);
        }
        return kinds;
    }

    /** How many paths there are here and below. */
    int size() {
        int size = 1;
        for (ShapeNode node : below()) {
            size += node.size();
        }
        return size;
    }

    private Collection<ShapeNode> below() {
        Collection<ShapeNode> below = new ArrayList<>(keys.values());
        if (any != null) {
            below.add(any);
        }
        if (element != null) {
            below.add(element);
        }
        return below;
    }

    private ShapeNode any() {
        ShapeNode node = any;
        if (node == null) {
            node = new ShapeNode();
            any = node;
        }
        return node;
    }

    private ShapeNode element() {
        ShapeNode node = element;
        if (node == null) {
            node = new ShapeNode();
            element = node;
        }
        return node;
    }

    long count(JsonType type) {
        return types[type.place()];
    }

    /** How many objects and arrays here have something in them. */
    long filled() {
        return filledObjects + filledArrays;
    }

    /** Tells {@code visitor} this and all below. */
    void visit(String path, PresenceBand presence, int level, Visitor visitor) {
        visitor.node(path, this, presence, level);
        int next = level + 1;
        long objects = count(JsonType.OBJECT);
        keys.forEach(
                (key, node) -> node.visit(path + "." + key, PresenceBand.of(node.holders, objects), next, visitor));
        if (any != null) {
            // One object may hold several of its keys, so that they cannot be counted by key.
            any.visit(path + ".{any}", PresenceBand.of(map ? filledObjects : mapLikeObjects, objects), next, visitor);
        }
        if (element != null) {
            element.visit(path + "[]", PresenceBand.of(filledArrays, count(JsonType.ARRAY)), next, visitor);
        }
    }

    /** Is shown one node after the other. */
    interface Visitor {
        void node(String path, ShapeNode node, PresenceBand presence, int level);
    }
}
