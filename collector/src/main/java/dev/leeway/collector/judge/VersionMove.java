package dev.leeway.collector.judge;

import dev.leeway.collector.version.VersionOrder;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one step that lies between two values made of versions.
 *
 * <p>Of several versions installed side by side those on both sides say nothing; the step goes from the newest of what only
 * one side has to the newest of what only the other has, where all of one are newer than all of the other.
 *
 * @param from what one side has
 * @param to what the other has
 */
record VersionMove(Value.Version from, Value.Version to) {
    /** The step; empty where a side has nothing of its own, or where some are newer here and some there. */
    static Optional<VersionMove> of(Value one, Value other) {
        if (one instanceof Value.Version a && other instanceof Value.Version b) {
            return Optional.of(new VersionMove(a, b));
        }
        List<Value.Version> left = versions(one);
        List<Value.Version> right = versions(other);
        List<Value.Version> shared = new ArrayList<>(left);
        shared.retainAll(right);
        left.removeAll(shared);
        right.removeAll(shared);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return allOlder(left, right) || allOlder(right, left)
                ? Optional.of(new VersionMove(newest(left), newest(right)))
                : Optional.empty();
    }

    /** The versions a value is made of, as a list that may be changed; empty where it holds anything else. */
    static List<Value.Version> versions(Value value) {
        List<Value.Version> versions = new ArrayList<>();
        for (Value member : value instanceof Value.SetOf set ? set.members() : List.of(value)) {
            if (!(member instanceof Value.Version version)) {
                return new ArrayList<>();
            }
            versions.add(version);
        }
        return versions;
    }

    private static boolean allOlder(List<Value.Version> versions, List<Value.Version> others) {
        return versions.stream()
                .allMatch(one -> others.stream()
                        .allMatch(other -> VersionOrder.compare(one, other).orElse(1) < 0));
    }

    private static Value.Version newest(List<Value.Version> versions) {
        Value.Version newest = versions.get(0);
        for (Value.Version version : versions) {
            newest = VersionOrder.compare(version, newest).orElse(0) > 0 ? version : newest;
        }
        return newest;
    }
}
