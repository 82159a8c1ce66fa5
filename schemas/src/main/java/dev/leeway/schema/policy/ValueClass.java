package dev.leeway.schema.policy;

import java.util.Arrays;
import java.util.Optional;

/** What sort of value a rule confines itself to where names alone cannot tell. */
public enum ValueClass {
    /** Whatever was withheld and whose equality can be told: secrets, and values nobody knows to be harmless. */
    SECRET("secret"),
    /** Secrets whose equality can be told and whose names say that they open something: passwords, keys, tokens. */
    CREDENTIAL("credential"),
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
