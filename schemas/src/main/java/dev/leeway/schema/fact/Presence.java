package dev.leeway.schema.fact;

import java.util.Arrays;
import java.util.Optional;

/** What may be said of a secret without its value. */
public enum Presence {
    /** There is a value and it carries tags (or, in a report, carried them): equality can be told. */
    TAGGED("tagged"),
    /** There is a value; no key was at hand, so only its presence is known. */
    UNKEYED("unkeyed"),
    /** There is a value so guessable that even a keyed tag would tell too much. */
    LOW_ENTROPY("lowEntropy"),
    /** The name is set to nothing. */
    EMPTY("empty"),
    /** The value looks like one meant to be replaced: {@code changeme}, {@code <password>}. */
    PLACEHOLDER("placeholder");

    private final String text;

    Presence(String text) {
        this.text = text;
    }

    /** The name in JSON. */
    public String text() {
        return text;
    }

    /** The presence of that name, if there is one. */
    public static Optional<Presence> of(String text) {
        return Arrays.stream(values())
                .filter(presence -> presence.text.equals(text))
                .findFirst();
    }
}
