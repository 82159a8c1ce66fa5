package dev.leeway.collector.compare;

import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Value;
import java.util.Optional;

/** Why two environments that both hold a fact cannot be held against each other there, in words for people. */
public final class Incomparable {
    private Incomparable() {}

    /**
     * Why nothing can be concluded.
     *
     * @param here whose gap it is, by name
     * @param there whom it could not be held against, by name
     */
    public static Reason reason(FactRow row, int one, int other, String here, String there) {
        boolean byText = row.entry().filter(FactEntry::byText).isPresent();
        for (ValueGroup left : groups(row, one)) {
            for (ValueGroup right : groups(row, other)) {
                Optional<Reason> reason = reason(left, right, byText, here, there);
                if (reason.isPresent()) {
                    return reason.get();
                }
            }
        }
        return new Reason("values that cannot be held against those of " + there + ": tagged with another key", false);
    }

    private static Iterable<ValueGroup> groups(FactRow row, int environment) {
        return row.tally(environment).orElseThrow().consensus().groups();
    }

    private static Optional<Reason> reason(
            ValueGroup left, ValueGroup right, boolean byText, String here, String there) {
        if (left.likeness(right) != Likeness.NOT_COMPARABLE) {
            return Optional.empty();
        }
        if (left.value() instanceof Value.Withheld withheld) {
            return Optional.of(new Reason(withheld.reason(), true));
        }
        if (right.value() instanceof Value.Withheld withheld) {
            return Optional.of(new Reason("not told in " + there + ": " + withheld.reason(), true));
        }
        boolean hidden = left.value().kind() == Value.Kind.SECRET;
        if (hidden == (right.value().kind() == Value.Kind.SECRET)) {
            return Optional.empty();
        }
        return Optional.of(new Reason(
                "told in clear in " + (hidden ? there : here) + ", withheld in " + (hidden ? here : there) + ": "
                        + (byText ? doubt(left, right) : "rules of redaction may have decided that"),
                true));
    }

    /** Why texts may be one although the text alone decided whether it was told. */
    private static String doubt(ValueGroup left, ValueGroup right) {
        if (left.disclosure().isEmpty() || right.disclosure().isEmpty()) {
            return "it is not told who judged that";
        }
        Disclosure one = left.disclosure().get();
        Disclosure other = right.disclosure().get();
        if (one.revision() != other.revision()) {
            return "a probe of another revision may judge one text otherwise";
        }
        return one.release().equals(other.release())
                ? "another engine, or another release of it, may print one text otherwise"
                : "an agent of another release may judge one text otherwise";
    }

    /**
     * A reason.
     *
     * @param text for people
     * @param ofFact whether it is about this one fact, and not about whatever its section tags
     */
    public record Reason(String text, boolean ofFact) {}
}
