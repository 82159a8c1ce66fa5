package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Crossed wiring: a value that environments must not share and that bears the other environment's name, though the
 * other itself holds another value.
 *
 * @param earlier value of the earlier environment that names the later, if there is one
 * @param later value of the later environment that names the earlier, if there is one
 */
record Crossing(Optional<Value> earlier, Optional<Value> later) {
    /** The crossing of a pair that {@code rule} wants apart; on any host, since one wired wrongly is one too many. */
    static Optional<Crossing> of(
            Environments environments, LocalNames localNames, int one, Tally left, int other, Tally right, Rule rule) {
        Set<String> own = environments.spellings(one);
        Set<String> theirs = environments.spellings(other);
        Crossing crossing = new Crossing(
                bearing(left, own, theirs, rule, localNames), bearing(right, theirs, own, rule, localNames));
        return crossing.earlier().isPresent() || crossing.later().isPresent()
                ? Optional.of(crossing)
                : Optional.empty();
    }

    private static Optional<Value> bearing(
            Tally tally, Set<String> own, Set<String> theirs, Rule rule, LocalNames localNames) {
        for (ValueGroup group : tally.groups()) {
            Optional<Value> bearing = bearing(group.value(), own, theirs, rule, localNames);
            if (bearing.isPresent()) {
                return bearing;
            }
        }
        return Optional.empty();
    }

    private static Optional<Value> bearing(
            Value value, Set<String> own, Set<String> theirs, Rule rule, LocalNames localNames) {
        if (value instanceof Value.Text text) {
            boolean bears = !localNames.isLocal(value, rule) && BornNames.bears(text.text(), own, theirs);
            return bears ? Optional.of(value) : Optional.empty();
        }
        for (Value member : members(value)) {
            Optional<Value> bearing = bearing(member, own, theirs, rule, localNames);
            if (bearing.isPresent()) {
                return bearing;
            }
        }
        return Optional.empty();
    }

    private static List<Value> members(Value value) {
        if (value instanceof Value.SetOf set) {
            return set.members();
        }
        return value instanceof Value.ListOf list ? list.members() : List.of();
    }
}
