package dev.leeway.samples.study;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Two environments that differ in one thing, and what a comparison must make of it.
 *
 * @param group what it is about
 * @param name what differs, in words; unique among all pairs
 * @param expected how grave the change must be told; empty where the comparison must be silent
 * @param addresses the facts that may tell it, any of them
 * @param earlier the environment held against production
 * @param on where {@code plant} is planted: {@code earlier} or {@code prod}
 * @param hosts how many hosts production has; it is planted on one of them
 * @param waits for how many days the difference has been known
 * @param plant what changes, in the language of its ground
 * @param after what changes while the services run
 * @param other what the other environment has for its part
 */
record Pair(
        String group,
        String name,
        Optional<Severity> expected,
        List<AddressPattern> addresses,
        String earlier,
        String on,
        int hosts,
        int waits,
        String plant,
        String after,
        String other) {
    Pair {
        addresses = List.copyOf(addresses);
    }

    boolean silent() {
        return expected.isEmpty();
    }

    @Override
    public String toString() {
        return group + ": " + name;
    }
}
