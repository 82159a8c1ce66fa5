package dev.leeway.collector.identity;

import java.util.regex.Pattern;

/** What hosts, environments, roles and people may be called. */
public final class Names {
    /** What is refused, for people. */
    public static final String NAMING = "letters, digits and . _ - only, 253 at most, the first a letter or digit";

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._-]{0,252}");

    /** What is refused of people, for people. */
    public static final String PEOPLE = "letters, digits and . _ @ + - only, 100 at most, the first a letter or digit";

    private static final Pattern PERSON = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._@+-]{0,99}");

    private Names() {}

    /** Whether a person may be called so. */
    public static boolean isPerson(String text) {
        return PERSON.matcher(text).matches();
    }

    /** Whether something may be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
