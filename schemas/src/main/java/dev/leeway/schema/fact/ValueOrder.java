package dev.leeway.schema.fact;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A total order over values that depends on nothing but them: by kind, then by what they say. */
public final class ValueOrder implements Comparator<Value> {
    /** The one order. */
    public static final ValueOrder INSTANCE = new ValueOrder();

    private ValueOrder() {}

    @Override
    public int compare(Value left, Value right) {
        int byKind = left.kind().compareTo(right.kind());
        return byKind != 0 ? byKind : sameKind(left, right);
    }

    private static int sameKind(Value left, Value right) {
        return switch (left.kind()) {
            case TEXT -> ((Value.Text) left).text().compareTo(((Value.Text) right).text());
            case NUMBER -> ((Value.Numeric) left).number().compareTo(((Value.Numeric) right).number());
            case FLAG -> Boolean.compare(((Value.Flag) left).set(), ((Value.Flag) right).set());
            case VERSION -> versions((Value.Version) left, (Value.Version) right);
            case SIZE -> Long.compare(((Value.Size) left).bytes(), ((Value.Size) right).bytes());
            case DURATION -> ((Value.Time) left).duration().compareTo(((Value.Time) right).duration());
            case SET -> inOrder(((Value.SetOf) left).members(), ((Value.SetOf) right).members(), INSTANCE);
            case LIST -> inOrder(((Value.ListOf) left).members(), ((Value.ListOf) right).members(), INSTANCE);
            case SECRET -> secrets((Value.Secret) left, (Value.Secret) right);
            case WITHHELD -> ((Value.Withheld) left).reason().compareTo(((Value.Withheld) right).reason());
        };
    }

    /** By text alone: sorting must not depend on what a later release learns about a scheme. */
    private static int versions(Value.Version left, Value.Version right) {
        int byText = left.version().compareTo(right.version());
        return byText != 0
                ? byText
                : left.scheme().text().compareTo(right.scheme().text());
    }

    private static int secrets(Value.Secret left, Value.Secret right) {
        int byPresence = left.presence().text().compareTo(right.presence().text());
        return byPresence != 0 ? byPresence : inOrder(left.tags(), right.tags(), Comparator.naturalOrder());
    }

    /** The first difference decides; of two lists of which one begins the other, the shorter comes first. */
    private static <T> int inOrder(List<T> left, List<T> right, Comparator<? super T> order) {
        int shared = Math.min(left.size(), right.size());
        for (int i = 0; i < shared; i++) {
            int difference = order.compare(left.get(i), right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    static List<Value> sortedDistinct(Collection<Value> values) {
        return values.stream().sorted(INSTANCE).distinct().toList();
    }

    static List<Value> withoutTags(List<Value> members) {
        return members.stream().map(Value::withoutTags).toList();
    }

    static String joined(String open, List<Value> members, String close) {
        return members.stream().map(Value::display).collect(Collectors.joining(", ", open, close));
    }
}
