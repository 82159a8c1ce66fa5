package dev.leeway.schema.policy;

import java.util.Arrays;
import java.util.Optional;

/** What sort of value a rule confines itself to where names alone cannot tell. */
public enum ValueClass {
    /** Secrets whose equality can be told. */
    SECRET("secret"),
    /** Secrets that look as if they were meant to be replaced. */
    PLACEHOLDER("placeholder");

    private final String text;

    ValueClass(String text) {
        this.text = text;
    }

    /** The name in YAML. */
    public String text() {
        return text;
    }

    /** The class of that name, if there is one. */
    public static Optional<ValueClass> of(String text) {
        return Arrays.stream(values()).filter(known -> known.text.equals(text)).findFirst();
    }
}
