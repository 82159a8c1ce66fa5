package dev.leeway.collector.align;

import dev.leeway.schema.fact.Value;

/** One sort of false positive, removed: a way in which unequal values mean the same. */
interface AlignStep {
    /** {@code value} as far as this step sees it, and the same object where it has nothing to say. */
    Value aligned(FactContext fact, Value value);
}
