package dev.leeway.agent.probe.database.shape;

import java.util.regex.Pattern;

/**
 * Tells names that somebody wrote into a program from keys that are data: numbers, dates, identifiers, addresses, hashes, names of people.
 *
 * <p>In doubt a key is data. What is taken for a name and is data all the same stands beside many of its kind, and is found by that.
 */
final class DataKeys {
    private static final int MAX_LENGTH = 64;
    /** Names have few digits ({@code iso8601}); dates, telephone and account numbers have more. */
    private static final int MAX_DIGITS = 4;

    private static final int MIN_HASH = 16;
    private static final int MIN_TOKEN = 12;

    private static final Pattern NAME = Pattern.compile("[$@]?[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F-]{8,}");

    private DataKeys() {}

    /** Whether {@code key} is to be written {@code {any}}. */
    static boolean isData(String key) {
        if (key.isEmpty() || key.length() > MAX_LENGTH || !NAME.matcher(key).matches()) {
            return true;
        }
        int digits = count(key, '0', '9');
        if (digits > MAX_DIGITS) {
            return true;
        }
        boolean hash = HEXADECIMAL.matcher(key).matches();
        return (hash && (digits > 0 || key.length() >= MIN_HASH)) || token(key, digits);
    }

    /** Capital letters with digits among them and nothing between: how tokens look, alone or with small letters. */
    private static boolean token(String key, int digits) {
        int capital = count(key, 'A', 'Z');
        boolean mixed = digits > 1 && capital > 1 && count(key, 'a', 'z') > 1;
        boolean shouted = digits > 0 && capital + digits == key.length();
        return key.length() >= MIN_TOKEN && key.indexOf('_') < 0 && key.indexOf('-') < 0 && (mixed || shouted);
    }

    private static int count(String key, char first, char last) {
        return (int) key.chars().filter(c -> c >= first && c <= last).count();
    }
}
