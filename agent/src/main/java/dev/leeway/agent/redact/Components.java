package dev.leeway.agent.redact;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Facts that one value was taken apart into; what is told twice under one path becomes a list, in the order in which it stands there: a
 * set is what several processes say.
 */
final class Components {
    private final Map<FactPath, List<Value>> told = new LinkedHashMap<>();

    void add(FactPath path, Value value) {
        told.computeIfAbsent(path, unused -> new ArrayList<>(1)).add(value);
    }

    void addAll(Components others) {
        others.told.forEach((path, values) -> values.forEach(value -> add(path, value)));
    }

    /** Several values of one component in order, one value where all are the same. */
    static Value inOrder(List<Value> values) {
        List<Value> members = new ArrayList<>(values.size());
        for (Value value : values) {
            members.addAll(values.size() > 1 && value instanceof Value.ListOf list ? list.members() : List.of(value));
        }
        for (Value value : members) {
            if (!value.equals(members.get(0))) {
                return new Value.ListOf(members);
            }
        }
        return members.get(0);
    }

    Map<FactPath, Value> values() {
        Map<FactPath, Value> values = new LinkedHashMap<>();
        told.forEach((path, each) -> values.put(path, inOrder(each)));
        return values;
    }

    List<Disclosed> disclosed() {
        List<Disclosed> facts = new ArrayList<>(told.size());
        values().forEach((path, value) -> facts.add(new Disclosed(path, value)));
        return facts;
    }
}
