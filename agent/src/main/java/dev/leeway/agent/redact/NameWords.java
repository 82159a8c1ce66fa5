package dev.leeway.agent.redact;

import java.util.ArrayList;
import java.util.List;

/** Takes names apart: {@code spring.datasource.hikariMaxLifetime}, {@code DB_PASSWORD_OLD}, {@code apiKey2}. */
final class NameWords {
    /** Longer names are judged by their last characters: no real name is longer, and the work stays bounded. */
    static final int MAX_NAME = 512;

    private NameWords() {}

    /** The words of {@code name} in lower case, digits dropped: {@code [db, password, old]}, {@code [api, key]}. */
    static List<String> of(String name) {
        String text = name.length() <= MAX_NAME ? name : name.substring(name.length() - MAX_NAME);
        List<String> words = new ArrayList<>(6);
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '_';
            boolean letter = Ascii.isLetter(c) || c > 0x7F;
            if (start >= 0 && (!letter || hump(text, i))) {
                words.add(Ascii.lower(text.substring(start, i)));
                start = -1;
            }
            if (letter && start < 0) {
                start = i;
            }
        }
        return words;
    }

    /** Whether a new word of a camel-case name begins at {@code i}: {@code api|Key}, {@code JDBC|Url}. */
    private static boolean hump(String text, int i) {
        char c = text.charAt(i);
        char before = text.charAt(i - 1);
        if (!Ascii.isUpper(c)) {
            return false;
        }
        boolean lowerFollows = i + 1 < text.length() && Ascii.isLower(text.charAt(i + 1));
        return Ascii.isLower(before) || (Ascii.isUpper(before) && lowerFollows);
    }

    /** Letters of {@code name} alone, in lower case: what is left when every separator and hump is ignored. */
    static String squashed(String name) {
        StringBuilder letters = new StringBuilder(Math.min(name.length(), MAX_NAME));
        for (int i = Math.max(0, name.length() - MAX_NAME); i < name.length(); i++) {
            char c = name.charAt(i);
            if (Ascii.isLetter(c)) {
                letters.append(Ascii.lower(c));
            }
        }
        return letters.toString();
    }

    /** The name as patterns see it: upper case, words joined by {@code _}: {@code serverPort} is {@code SERVER_PORT}. */
    static String shouted(String name) {
        int from = Math.max(0, name.length() - MAX_NAME);
        StringBuilder out = new StringBuilder(name.length() - from + 8);
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i > from && hump(name, i) && out.charAt(out.length() - 1) != '_') {
                out.append('_');
            }
            out.append(Ascii.isAlphanumeric(c) ? Ascii.upper(c) : '_');
        }
        return out.toString();
    }

    /** The name as tags see it: upper case, every character but letters and digits {@code _}. */
    static String normalised(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            out.append(Ascii.isAlphanumeric(c) ? Ascii.upper(c) : '_');
        }
        return out.toString();
    }
}
