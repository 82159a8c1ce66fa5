package dev.leeway.collector.judge;

import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of many values may have anything in common with another, without holding each against it: each of a thousand hosts may
 * hold one of its own.
 */
final class CommonGround {
    private static final Value NOTHING = new Value.Text("");

    private final List<ValueGroup> groups;
    private final Map<Object, List<Integer>> byPart = new HashMap<>();

    CommonGround(List<ValueGroup> groups) {
        this.groups = groups;
        for (int i = 0; i < groups.size(); i++) {
            for (Object part : parts(groups.get(i).value())) {
                byPart.computeIfAbsent(part, unused -> new ArrayList<>()).add(i);
            }
        }
    }

    /** The groups that share a value, a member or a tag with {@code value}, in their order. */
    List<ValueGroup> with(Value value) {
        Set<Integer> found = new TreeSet<>();
        for (Object part : parts(value)) {
            found.addAll(byPart.getOrDefault(part, List.of()));
        }
        return found.stream().map(groups::get).toList();
    }

    private static Set<Object> parts(Value value) {
        Set<Object> parts = new HashSet<>();
        add(parts, value);
        return parts;
    }

    private static void add(Set<Object> parts, Value value) {
        if (value instanceof Value.Secret secret) {
            parts.addAll(secret.tags());
            if (secret.presence() == Presence.EMPTY) {
                parts.add(NOTHING);
            }
            return;
        }
        parts.add(value);
        if (value instanceof Value.SetOf set) {
            set.members().forEach(member -> add(parts, member));
        } else if (value instanceof Value.ListOf list) {
            list.members().forEach(member -> add(parts, member));
        }
    }
}
