package dev.leeway.agent.redact;

import java.util.List;
import java.util.Set;

/**
 * Finds words that speak of secrets in values: {@code pw is Sommer2024!}, {@code s3cr3t-Passw0rd}, {@code topsecretvalue}.
 *
 * <p>People put the word beside the secret or make the secret of it, digits and signs for letters included. A word of
 * digits is read as letters only to find these words; nothing is changed.
 */
final class SecretContent {
    /** Wherever they stand in a word of a value. */
    static final List<String> INSIDE = List.of(
            "password",
            "passwd",
            "passwrd",
            "passphrase",
            "passcode",
            "passwort",
            "secret",
            "token",
            "credential",
            "kennwort",
            "geheim",
            "contrasena",
            "motdepasse",
            "wachtwoord");

    /** As a whole word of a value. */
    static final Set<String> WORDS = Set.of("pw", "pwd", "psw", "pswd", "pass", "passw", "creds");

    /** Beginnings and ends of words that hold one of these and mean something else. */
    static final List<String> HARMLESS = List.of(
            "tokenis",
            "tokeniz",
            "secretar",
            "passag",
            "passbook",
            "passed",
            "passeng",
            "passer",
            "passes",
            "passing",
            "passion",
            "passiv",
            "passport",
            "passthr",
            "compass",
            "encompass",
            "bypass",
            "trespass",
            "surpass",
            "overpass",
            "underpass");

    private static final String PASS = "pass";
    private static final int MIN_DIGITS = 2;
    private static final int MIN_WORD = 2;
    private static final int MAX_RUN = 256;

    private SecretContent() {}

    /** Whether a word that speaks of a secret stands in {@code text}, written in whatever way. */
    static boolean in(String text) {
        return find(text, false);
    }

    /**
     * Whether such a word stands in {@code text} as only a secret is written: with digits or signs for letters, or run
     * together with a number ({@code Passw0rdFile}, {@code secret2024}). For places, where {@code /run/secrets/db_password}
     * says what lies there.
     */
    static boolean disguisedIn(String text) {
        return find(text, true);
    }

    private static boolean find(String text, boolean disguised) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && end - start < MAX_RUN && isWordish(text.charAt(end))) {
                end++;
            }
            if (end - start >= MIN_WORD && speaks(text.substring(start, end), disguised)) {
                return true;
            }
            start = Math.max(end, start + 1);
        }
        return false;
    }

    private static boolean speaks(String run, boolean disguised) {
        String written = Ascii.lower(run);
        String meant = read(run);
        boolean inside = inWord(written);
        boolean word = words(run);
        boolean masked = !meant.equals(written) && ((!inside && inWord(meant)) || (!word && pass(meant)));
        return masked || ((inside || word) && (!disguised || digits(run) >= MIN_DIGITS));
    }

    private static boolean words(String run) {
        for (String word : NameWords.of(run)) {
            if (WORDS.contains(word) || pass(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean inWord(String word) {
        for (String secret : INSIDE) {
            int at = word.indexOf(secret);
            if (at >= 0 && !harmless(word.substring(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean pass(String word) {
        return (word.startsWith(PASS) || word.endsWith(PASS)) && !harmless(word);
    }

    private static boolean harmless(String word) {
        for (String beginning : HARMLESS) {
            if (word.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static int digits(String run) {
        return (int) run.chars().filter(c -> Ascii.isDigit((char) c)).count();
    }

    private static boolean isWordish(char c) {
        return Ascii.isAlphanumeric(c) || c == '@' || c == '$' || c == '!';
    }

    /** In small letters, digits and signs as the letters people mean by them. */
    private static String read(String run) {
        StringBuilder out = new StringBuilder(run.length());
        for (int i = 0; i < run.length(); i++) {
            out.append(letter(Ascii.lower(run.charAt(i))));
        }
        return out.toString();
    }

    private static char letter(char c) {
        return switch (c) {
            case '0' -> 'o';
            case '1', '!' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> c;
        };
    }
}
