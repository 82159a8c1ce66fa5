package dev.leeway.agent.selftest;

import dev.leeway.agent.selftest.Canary.Strength;
import java.util.Set;

/**
 * A place of a host where one secret is planted at a time.
 *
 * @param name for the report
 * @param strengths which secrets can be known there: all under a telling name, only shapes where plain texts are read
 * @param notation what the place can hold
 * @param planter puts a text there
 */
record Spot(String name, Set<Strength> strengths, Notation notation, Planter planter) {
    private static final Set<Strength> ANY = Set.of(Strength.values());
    private static final Set<Strength> NO_NUMBERS = Set.of(Strength.SHAPE, Strength.RANDOM, Strength.WORD);
    private static final Set<Strength> SEEN = Set.of(Strength.SHAPE, Strength.RANDOM);
    private static final Set<Strength> SHAPES = Set.of(Strength.SHAPE);

    /** Plants a text in a host. */
    interface Planter {
        void plant(CanaryHost host, String text);
    }

    /** What texts a place can hold. */
    enum Notation {
        /** Whatever has no NUL. */
        BLOCK("\0"),
        /** One line. */
        LINE("\0\n\r"),
        /** One line without quotes and backslashes. */
        PLAIN_LINE("\0\n\r\"'\\"),
        /** One word. */
        WORD("\0\n\r\"'\\ \t"),
        /** The name of a file. */
        FILE_NAME("\0\n\r\"'\\ \t/"),
        /** The name of a file in a list of paths. */
        LISTED_NAME("\0\n\r\"'\\ \t/:");

        private final String excluded;

        Notation(String excluded) {
            this.excluded = excluded;
        }

        boolean holds(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (excluded.indexOf(text.charAt(i)) >= 0) {
                    return false;
                }
            }
            return true;
        }
    }

    boolean takes(Canary canary) {
        return strengths.contains(canary.strength()) && notation.holds(canary.text());
    }

    /** A place that nothing at all may come out of. */
    static Spot of(String name, Notation notation, Planter planter) {
        return new Spot(name, ANY, notation, planter);
    }

    /** A place under the name of a secret. */
    static Spot named(String name, Notation notation, Planter planter) {
        return new Spot(name, ANY, notation, planter);
    }

    /** A place under a name that says nothing. */
    static Spot unnamed(String name, Notation notation, Planter planter) {
        return new Spot(name, NO_NUMBERS, notation, planter);
    }

    /** A place where harmless words are expected. */
    static Spot harmless(String name, Notation notation, Planter planter) {
        return new Spot(name, SEEN, notation, planter);
    }

    /** A place whose values are shown unless they have the shape of a secret. */
    static Spot plain(String name, Notation notation, Planter planter) {
        return new Spot(name, SHAPES, notation, planter);
    }
}
