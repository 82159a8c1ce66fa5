package dev.leeway.collector.judge;

import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists of which some members are secrets and others are told: a rule about secrets has nothing to say of the others. */
final class ClearMembers {
    private ClearMembers() {}

    /** Whether two environments differ in what they tell of such lists, or in how many members these have. */
    static boolean differ(FactRow row, int one, int other) {
        List<Value> left = values(row.tally(one));
        List<Value> right = values(row.tally(other));
        return Stream.concat(left.stream(), right.stream()).anyMatch(ClearMembers::tells)
                && !outlines(left).equals(outlines(right));
    }

    private static List<Value> values(Optional<Tally> tally) {
        return tally.stream()
                .flatMap(each -> each.groups().stream())
                .map(ValueGroup::value)
                .toList();
    }

    private static boolean tells(Value value) {
        return value instanceof Value.ListOf list && list.members().stream().anyMatch(Judge::clear);
    }

    /** Each once, with nothing in the places of secrets. */
    private static List<List<Optional<Value>>> outlines(List<Value> values) {
        List<List<Optional<Value>>> outlines = new ArrayList<>();
        for (Value value : values) {
            List<Value> members = value instanceof Value.ListOf list ? list.members() : List.of(value);
            List<Optional<Value>> outline = members.stream()
                    .map(member -> Optional.of(member).filter(Judge::clear))
                    .toList();
            if (!outlines.contains(outline)) {
                outlines.add(outline);
            }
        }
        return outlines;
    }
}
