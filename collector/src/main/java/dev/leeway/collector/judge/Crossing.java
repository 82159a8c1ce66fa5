package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Crossed wiring: a value that environments must not share and that bears the other environment's name, though the
 * other itself holds another value.
 *
 * @param earlier value of the earlier environment that names the later, if there is one
 * @param later value of the later environment that names the earlier, if there is one
 */
record Crossing(Optional<Value> earlier, Optional<Value> later) {
    /** Says which values name nothing but places of the hosts that hold them. */
    interface Localities {
        Predicate<Value> of(int environment, ValueGroup group);
    }

    /** The crossing of a pair that is wanted apart; on any host, since one wired wrongly is one too many. */
    static Optional<Crossing> of(
            Environments environments, Tally left, Tally right, int one, int other, Localities localities) {
        Set<String> own = environments.spellings(one);
        Set<String> theirs = environments.spellings(other);
        Crossing crossing = new Crossing(
                bearing(left, own, theirs, group -> localities.of(one, group)),
                bearing(right, theirs, own, group -> localities.of(other, group)));
        return crossing.earlier().isPresent() || crossing.later().isPresent()
                ? Optional.of(crossing)
                : Optional.empty();
    }

    private static Optional<Value> bearing(
            Tally tally, Set<String> own, Set<String> theirs, Function<ValueGroup, Predicate<Value>> local) {
        for (ValueGroup group : tally.groups()) {
            Optional<Value> bearing = bearing(group.value(), own, theirs, local.apply(group));
            if (bearing.isPresent()) {
                return bearing;
            }
        }
        return Optional.empty();
    }

    private static Optional<Value> bearing(Value value, Set<String> own, Set<String> theirs, Predicate<Value> local) {
        if (value instanceof Value.Text text) {
            boolean bears = BornNames.bears(text.text(), own, theirs) && !local.test(value);
            return bears ? Optional.of(value) : Optional.empty();
        }
        for (Value member : members(value)) {
            Optional<Value> bearing = bearing(member, own, theirs, local);
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
