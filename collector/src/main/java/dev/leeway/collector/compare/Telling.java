package dev.leeway.collector.compare;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import java.util.List;

/** By what it is told whether a value means the same as another of its sort, so that many need not be held against each other one by one. */
enum Telling {
    /** The same exactly when equal. */
    BY_EQUALITY,
    /** Secrets: the same exactly when they share a tag. */
    BY_TAG,
    /** Only by holding one against the other. */
    BY_PAIR;

    /**
     * The sort of a value that is compared as {@code key}.
     *
     * @see ValueLikeness
     */
    static Telling of(Value value, Value key) {
        if (isPlain(value) && isPlain(key)) {
            return BY_EQUALITY;
        }
        boolean tagged = value instanceof Value.Secret secret && secret.presence() == Presence.TAGGED;
        return tagged && key.equals(value) ? BY_TAG : BY_PAIR;
    }

    private static boolean isPlain(Value value) {
        return switch (value.kind()) {
            case TEXT, NUMBER, FLAG, VERSION, SIZE, DURATION -> true;
            case SET -> arePlain(((Value.SetOf) value).members());
            case LIST -> arePlain(((Value.ListOf) value).members());
            case SECRET, WITHHELD -> false;
        };
    }

    private static boolean arePlain(List<Value> members) {
        return members.stream().allMatch(Telling::isPlain);
    }
}
