package dev.leeway.agent.redact;

import java.util.List;
import java.util.Set;

/** Knows values that only hold the place of a secret: {@code changeme}, {@code <password>}, {@code ${DB_PASSWORD}}. */
final class Placeholders {
    private static final int MAX = 80;

    /** Values that are placeholders whole, case ignored. */
    static final Set<String> WHOLE = Set.of(
            "changeme",
            "change-me",
            "change_me",
            "changeit",
            "change-it",
            "change_it",
            "change.me",
            "changethis",
            "todo",
            "tbd",
            "fixme",
            "placeholder",
            "example",
            "sample",
            "dummy",
            "none",
            "null",
            "nil",
            "undefined",
            "unset",
            "n/a",
            "na",
            "replaceme",
            "replace-me",
            "replace_me",
            "redacted",
            "hidden",
            "masked",
            "insert-here",
            "fill-me-in",
            "fillmein",
            "notset",
            "not-set",
            "not_set",
            "empty",
            "default",
            "secret-here",
            "mysecret",
            "my-secret",
            "my_secret",
            "(secret)");

    /** Beginnings of placeholders, case ignored. */
    static final List<String> BEGINNINGS = List.of(
            "your-",
            "your_",
            "your ",
            "yoursecret",
            "yourpassword",
            "yourapikey",
            "yourtoken",
            "my-super-secret",
            "changeme",
            "change-me",
            "change_me",
            "replace-",
            "replace_",
            "replace ",
            "insert-",
            "insert_",
            "insert ",
            "enter-",
            "enter_",
            "enter ",
            "put-your",
            "put_your",
            "example-",
            "example_",
            "sample-",
            "sample_",
            "dummy-",
            "dummy_",
            "todo-",
            "todo:",
            "placeholder");

    /** Ends of placeholders, case ignored. */
    static final List<String> ENDS =
            List.of("-here", "_here", " here", "-example", "_example", "examplekey", "-placeholder");

    private Placeholders() {}

    /** Whether {@code text} looks meant to be replaced. */
    static boolean like(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.length() > MAX) {
            return false;
        }
        if (reference(trimmed) || oneCharacter(trimmed)) {
            return true;
        }
        String lower = Ascii.lower(unquoted(trimmed));
        return WHOLE.contains(lower) || begins(lower) || ends(lower);
    }

    private static boolean begins(String lower) {
        for (String beginning : BEGINNINGS) {
            if (lower.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean ends(String lower) {
        for (String end : ENDS) {
            if (lower.endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    /** Whether {@code text} refers to a value kept elsewhere and holds none: a name in brackets, or stars. */
    static boolean reference(String text) {
        int length = text.length();
        if (length < 2 || length > MAX) {
            return length == 0;
        }
        return named(text, "${", "}")
                || named(text, "{{", "}}")
                || named(text, "$(", ")")
                || named(text, "<", ">")
                || named(text, "[", "]")
                || named(text, "%", "%")
                || named(text, "__", "__")
                || named(text, "@", "@")
                || shellVariable(text)
                || stars(text);
    }

    /** A name, and not a default value beside it, between the brackets. */
    private static boolean named(String text, String open, String close) {
        if (!text.startsWith(open) || !text.endsWith(close) || text.length() <= open.length() + close.length()) {
            return false;
        }
        String inner =
                text.substring(open.length(), text.length() - close.length()).strip();
        for (int i = 0; i < inner.length(); i++) {
            if (!Ascii.isName(inner.charAt(i)) && inner.charAt(i) != ' ') {
                return false;
            }
        }
        return !inner.isEmpty()
                && !Randomness.in(inner)
                && !Randomness.shortKey(inner)
                && !Ascii.isDigit(inner.charAt(0));
    }

    private static boolean shellVariable(String text) {
        if (text.charAt(0) != '$' || text.length() < 4) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!Ascii.isUpper(text.charAt(i)) && text.charAt(i) != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean stars(String text) {
        return text.equals("(secret)")
                || (text.length() >= 3 && "*.#?-•".indexOf(text.charAt(0)) >= 0 && oneCharacter(text));
    }

    /** {@code xxx}, {@code ****}, {@code ...}: three or more of one character that stands for any. */
    private static boolean oneCharacter(String text) {
        if (text.length() < 3 || "xX*.#?-_•".indexOf(text.charAt(0)) < 0) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) != text.charAt(0)) {
                return false;
            }
        }
        return true;
    }

    private static String unquoted(String text) {
        boolean quoted =
                text.length() >= 2 && isQuote(text.charAt(0)) && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
