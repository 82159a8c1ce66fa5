package dev.leeway.collector.align;

import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;

/** An align step over texts, those inside sets and lists included. */
abstract class TextStep implements AlignStep {
    @Override
    public final Value aligned(FactContext fact, Value value) {
        if (value instanceof Value.Text text) {
            String seen = text(fact, text.text());
            return seen.equals(text.text()) ? value : new Value.Text(seen);
        }
        if (value instanceof Value.SetOf set) {
            return new Value.SetOf(members(fact, set.members()));
        }
        if (value instanceof Value.ListOf list) {
            return new Value.ListOf(members(fact, list.members()));
        }
        return value;
    }

    private List<Value> members(FactContext fact, List<Value> members) {
        List<Value> seen = new ArrayList<>(members.size());
        members.forEach(member -> seen.add(aligned(fact, member)));
        return seen;
    }

    /** {@code text} as far as this step sees it. */
    abstract String text(FactContext fact, String text);
}
