package dev.leeway.agent.redact;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts that one value was taken apart into; what is told twice under one path becomes a set. */
final class Components {
    private final Map<FactPath, Value> values = new LinkedHashMap<>();

    void add(FactPath path, Value value) {
        values.merge(path, value, Components::both);
    }

    private static Value both(Value first, Value second) {
        List<Value> members = new ArrayList<>();
        members.addAll(first.kind() == Value.Kind.SET ? ((Value.SetOf) first).members() : List.of(first));
        members.addAll(second.kind() == Value.Kind.SET ? ((Value.SetOf) second).members() : List.of(second));
        Value.SetOf set = new Value.SetOf(members);
        return set.members().size() == 1 ? set.members().get(0) : set;
    }

    void addAll(Components others) {
        others.values.forEach(this::add);
    }

    /** Several values of one component in order, one value where all are the same. */
    static Value inOrder(List<Value> values) {
        for (Value value : values) {
            if (!value.equals(values.get(0))) {
                return new Value.ListOf(values);
            }
        }
        return values.get(0);
    }

    Map<FactPath, Value> values() {
        return values;
    }

    List<Disclosed> disclosed() {
        List<Disclosed> facts = new ArrayList<>(values.size());
        values.forEach((path, value) -> facts.add(new Disclosed(path, value)));
        return facts;
    }
}
