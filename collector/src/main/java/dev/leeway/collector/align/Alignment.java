package dev.leeway.collector.align;

import dev.leeway.schema.fact.Value;
import java.util.List;

/** Every align step in order: gives a value the key by which it is compared, its raw self staying beside it. */
public final class Alignment {
    private static final List<AlignStep> STEPS = List.of(
            new OrderFree(),
            new Spellings(),
            new SchemaSpellings(),
            new GeneratedNames(),
            new OwnEnvironmentName(),
            new OwnSlotName());

    private Alignment() {}

    /** What {@code value} is compared as, which is itself where no step has anything to say. */
    public static Value key(FactContext fact, Value value) {
        Value key = value;
        for (AlignStep step : STEPS) {
            key = step.aligned(fact, key);
        }
        return key;
    }
}
