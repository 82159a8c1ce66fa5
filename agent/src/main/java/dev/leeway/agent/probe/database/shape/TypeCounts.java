package dev.leeway.agent.probe.database.shape;

import dev.leeway.agent.format.json.JsonNode;
import java.util.EnumSet;

/** How many values of each type were found at one path. */
final class TypeCounts {
    private final long[] types = new long[JsonType.COUNT];

    void add(JsonNode node) {
        types[JsonType.of(node).place()]++;
    }

    void merge(TypeCounts other) {
        for (int i = 0; i < types.length; i++) {
            types[i] += other.types[i];
        }
    }

    long of(JsonType type) {
        return types[type.place()];
    }

    /** The types of the values, as far as a reader would mind: null is none, and an integer is a number. */
    EnumSet<JsonType> kinds() {
        EnumSet<JsonType> kinds = EnumSet.allOf(JsonType.class);
        kinds.removeIf(type -> type == JsonType.NULL || of(type) == 0);
        if (kinds.remove(JsonType.INTEGER)) {
            kinds.add(JsonType.NUMBER);
        }
        return kinds;
    }
}
