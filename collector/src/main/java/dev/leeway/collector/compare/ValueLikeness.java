package dev.leeway.collector.compare;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.ValueOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Tells how two values stand to each other, secrets by their tags. */
public final class ValueLikeness {
    private static final ValueLikeness BY_RULES = new ValueLikeness(false);
    private static final ValueLikeness BY_TEXT = new ValueLikeness(true);

    /** Whether a text that one side tells in clear and the other withholds must be two. */
    private final boolean byText;

    private ValueLikeness(boolean byText) {
        this.byText = byText;
    }

    /** How {@code left} stands to {@code right}; the same the other way round. */
    public static Likeness of(Value left, Value right) {
        return BY_RULES.compare(left, right);
    }

    /** The same where the text alone decided, on both sides alike, whether it left in clear or as a tag. */
    static Likeness ofDisclosedByText(Value left, Value right) {
        return BY_TEXT.compare(left, right);
    }

    private Likeness compare(Value left, Value right) {
        if (left.kind() == Value.Kind.WITHHELD || right.kind() == Value.Kind.WITHHELD) {
            return Likeness.NOT_COMPARABLE;
        }
        if (left.kind() == Value.Kind.SECRET || right.kind() == Value.Kind.SECRET) {
            return left.kind() == right.kind()
                    ? secrets((Value.Secret) left, (Value.Secret) right)
                    : secretAndOther(left, right);
        }
        if (left instanceof Value.SetOf one && right instanceof Value.SetOf other) {
            return sets(one.members(), other.members());
        }
        if (left instanceof Value.ListOf one && right instanceof Value.ListOf other) {
            return lists(one.members(), other.members());
        }
        return ValueOrder.INSTANCE.compare(left, right) == 0 ? Likeness.SAME : Likeness.DIFFERENT;
    }

    private static Likeness secrets(Value.Secret left, Value.Secret right) {
        Presence one = left.presence();
        Presence other = right.presence();
        if (one == Presence.EMPTY || other == Presence.EMPTY) {
            return one == other ? Likeness.SAME : Likeness.DIFFERENT;
        }
        if (one == Presence.PLACEHOLDER || other == Presence.PLACEHOLDER) {
            return one == other ? Likeness.SAME_PRESENCE : Likeness.DIFFERENT;
        }
        if (one == Presence.UNKEYED || other == Presence.UNKEYED) {
            return Likeness.SAME_PRESENCE;
        }
        if (one == Presence.LOW_ENTROPY || other == Presence.LOW_ENTROPY) {
            return one == other ? Likeness.SAME_PRESENCE : Likeness.DIFFERENT;
        }
        return tags(left.tags(), right.tags());
    }

    private static Likeness tags(List<SecretTag> left, List<SecretTag> right) {
        boolean sharedKey = false;
        for (SecretTag one : left) {
            for (SecretTag other : right) {
                if (one.keyId().equals(other.keyId())) {
                    if (one.mac().equals(other.mac())) {
                        return Likeness.SAME;
                    }
                    sharedKey = true;
                }
            }
        }
        return sharedKey ? Likeness.DIFFERENT : Likeness.NOT_COMPARABLE;
    }

    /**
     * A secret against a value in clear: one that is set to nothing differs from any text that says something; for the
     * rest, what one agent was configured to disclose and another was not may well be the same, unless no configuration has
     * a say.
     */
    private Likeness secretAndOther(Value left, Value right) {
        Value.Secret secret = (Value.Secret) (left instanceof Value.Secret ? left : right);
        Value other = left instanceof Value.Secret ? right : left;
        if (secret.presence() != Presence.EMPTY) {
            return byText ? amongMembers(secret, other) : Likeness.NOT_COMPARABLE;
        }
        boolean empty = other instanceof Value.Text text && text.text().isEmpty();
        return empty ? Likeness.SAME : Likeness.DIFFERENT;
    }

    /** One of several that were told at one address may be the secret, and one of which only the presence is known may stand for many. */
    private Likeness amongMembers(Value.Secret secret, Value other) {
        if (other instanceof Value.ListOf list && secret.presence() != Presence.TAGGED) {
            boolean hidden = list.members().stream().allMatch(member -> member.kind() == Value.Kind.SECRET);
            return hidden ? Likeness.NOT_COMPARABLE : Likeness.DIFFERENT;
        }
        return other instanceof Value.SetOf set ? sets(set.members(), List.of(secret)) : Likeness.DIFFERENT;
    }

    private Likeness lists(List<Value> left, List<Value> right) {
        if (left.size() != right.size()) {
            return Likeness.DIFFERENT;
        }
        Likeness whole = Likeness.SAME;
        for (int i = 0; i < left.size() && whole != Likeness.DIFFERENT; i++) {
            whole = weaker(whole, compare(left.get(i), right.get(i)));
        }
        return whole;
    }

    /** Sets are the same when every member finds one of its own on the other side. */
    private Likeness sets(List<Value> left, List<Value> right) {
        if (plain(left) && plain(right)) {
            return left.equals(right) ? Likeness.SAME : Likeness.DIFFERENT;
        }
        List<Value> leftOver = new ArrayList<>(left);
        List<Value> unmatched = new ArrayList<>(right);
        match(leftOver, unmatched, Likeness.SAME);
        int exact = leftOver.size();
        match(leftOver, unmatched, Likeness.SAME_PRESENCE);
        if (leftOver.isEmpty() && unmatched.isEmpty()) {
            return exact == 0 ? Likeness.SAME : Likeness.SAME_PRESENCE;
        }
        boolean uncounted = hidesNumber(left) || hidesNumber(right);
        boolean told = tellsApart(leftOver, unmatched, uncounted) || tellsApart(unmatched, leftOver, uncounted);
        return told || (leftOver.size() != unmatched.size() && !uncounted)
                ? Likeness.DIFFERENT
                : Likeness.NOT_COMPARABLE;
    }

    /** Several values of which only the presence is known are one member of a set. */
    private static boolean hidesNumber(List<Value> members) {
        return members.stream()
                .anyMatch(member -> member.kind() == Value.Kind.WITHHELD
                        || (member instanceof Value.Secret secret && secret.presence() != Presence.TAGGED));
    }

    /** Whether some member is seen to differ from every one of the other side. */
    private boolean tellsApart(List<Value> members, List<Value> others, boolean uncounted) {
        for (Value member : members) {
            boolean secret = member.kind() == Value.Kind.SECRET;
            boolean doubtful = others.stream().anyMatch(other -> compare(member, other) == Likeness.NOT_COMPARABLE);
            if (!doubtful && !(secret && uncounted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean plain(List<Value> members) {
        for (Value member : members) {
            Value.Kind kind = member.kind();
            if (kind == Value.Kind.SECRET || kind == Value.Kind.WITHHELD || kind == Value.Kind.LIST) {
                return false;
            }
        }
        return true;
    }

    /** Takes from both lists what stands to each other as {@code wanted}. */
    private void match(List<Value> left, List<Value> right, Likeness wanted) {
        for (Iterator<Value> members = left.iterator(); members.hasNext(); ) {
            Value member = members.next();
            for (int i = 0; i < right.size(); i++) {
                if (compare(member, right.get(i)) == wanted) {
                    members.remove();
                    right.remove(i);
                    break;
                }
            }
        }
    }

    private static Likeness weaker(Likeness one, Likeness other) {
        if (one == Likeness.DIFFERENT || other == Likeness.DIFFERENT) {
            return Likeness.DIFFERENT;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }
}
