package dev.leeway.agent.probe.database.shape;

import dev.leeway.agent.format.json.JsonNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** What was counted at one path; everything is a sum, so that order does not matter. */
final class ShapeNode {
    private final TypeCounts types = new TypeCounts();
    private final ShapeBranches branches = new ShapeBranches();
    /** Objects or arrays above in which this was found. */
    private long holders;
    /** Of the objects here those with a key, and those with a key that is data; of the arrays those with an element. */
    private long filledObjects;

    private long mapLikeObjects;
    private long filledArrays;
    /** So many keys were seen that all of them are data. */
    private boolean map;

    /** Counts {@code node}, and what is in it down to {@code depth} more levels. */
    void add(JsonNode node, int depth, int maxKeys) {
        types.add(node);
        if (node instanceof JsonNode.Members object && !object.members().isEmpty()) {
            filledObjects++;
            if (depth > 0) {
                members(object.members(), depth - 1, maxKeys);
            }
        } else if (node instanceof JsonNode.Elements array && !array.elements().isEmpty()) {
            filledArrays++;
            if (depth > 0) {
                ShapeNode below = branches.element();
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
            ShapeNode below = data || map ? branches.any() : branches.key(member.getKey());
            below.holders++;
            below.add(member.getValue(), depth, maxKeys);
        }
        mapLikeObjects += mapLike ? 1 : 0;
        narrowHere(maxKeys);
    }

    /** Adds all that {@code other} counted, which stays as it is. */
    void merge(ShapeNode other, int maxKeys) {
        types.merge(other.types);
        holders += other.holders;
        filledObjects += other.filledObjects;
        mapLikeObjects += other.mapLikeObjects;
        filledArrays += other.filledArrays;
        if (other.map) {
            becomeMap(maxKeys);
        }
        other.keys().forEach((key, node) -> {
            ShapeNode below = map ? branches.any() : branches.key(key);
            below.merge(node, maxKeys);
        });
        other.branches.knownAny().ifPresent(node -> branches.any().merge(node, maxKeys));
        other.branches.knownElement().ifPresent(node -> branches.element().merge(node, maxKeys));
        narrowHere(maxKeys);
    }

    /** Takes every object of more than {@code maxKeys} keys for a map, here and below. */
    void narrow(int maxKeys) {
        narrowHere(maxKeys);
        branches.all().forEach(node -> node.narrow(maxKeys));
    }

    /** Forgets what is more than {@code depth} levels below. */
    void trim(int depth) {
        if (depth == 0) {
            branches.clear();
        } else {
            branches.all().forEach(node -> node.trim(depth - 1));
        }
    }

    private void narrowHere(int maxKeys) {
        if (keys().size() > maxKeys) {
            becomeMap(maxKeys);
        }
    }

    private void becomeMap(int maxKeys) {
        map = true;
        ShapeNode all = branches.any();
        branches.withoutKeys().forEach(node -> all.merge(node, maxKeys));
    }

    /** Takes keys for data that look like it now that all is counted. */
    void findMaps(int maxKeys) {
        branches.all().forEach(node -> node.findMaps(maxKeys));
        SortedSet<String> data = MapKeys.among(keys(), branches.knownAny(), count(JsonType.OBJECT));
        if (data.isEmpty()) {
            return;
        }
        if (data.size() == keys().size()) {
            becomeMap(maxKeys);
        } else {
            // In how many objects there is at least one of them was not counted; in no more than this.
            for (String key : data) {
                ShapeNode node = branches.without(key);
                mapLikeObjects = Math.min(filledObjects, mapLikeObjects + node.holders);
                branches.any().merge(node, maxKeys);
            }
        }
        branches.any().findMaps(maxKeys);
    }

    long holders() {
        return holders;
    }

    SortedMap<String, ShapeNode> keys() {
        return branches.keys();
    }

    Optional<ShapeNode> elements() {
        return branches.knownElement();
    }

    EnumSet<JsonType> kinds() {
        return types.kinds();
    }

    /** How many paths there are here and below. */
    int size() {
        int size = 1;
        for (ShapeNode node : branches.all()) {
            size += node.size();
        }
        return size;
    }

    long count(JsonType type) {
        return types.of(type);
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
        keys().forEach((key, node) ->
                node.visit(path + "." + key, PresenceBand.of(node.holders, objects), next, visitor));
        // One object may hold several of its keys, so that they cannot be counted by key.
        PresenceBand anyKey = PresenceBand.of(map ? filledObjects : mapLikeObjects, objects);
        branches.knownAny().ifPresent(node -> node.visit(path + ".{any}", anyKey, next, visitor));
        PresenceBand inside = PresenceBand.of(filledArrays, count(JsonType.ARRAY));
        branches.knownElement().ifPresent(node -> node.visit(path + "[]", inside, next, visitor));
    }

    /** Is shown one node after the other. */
    interface Visitor {
        void node(String path, ShapeNode node, PresenceBand presence, int level);
    }
}
