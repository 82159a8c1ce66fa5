package dev.leeway.agent.format.endpoint;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the values of other settings where a text refers to them: <code>${DB_HOST}</code>, <code>${DB_HOST:localhost}</code>,
 * <code>${DB_HOST:-localhost}</code> and {@code $DB_HOST}. A reference that leads nowhere stays as it is.
 */
final class References {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_TEXT = 16_384;
    private static final Pattern REFERENCE = Pattern.compile(
            "\\$\\{([A-Za-z_][A-Za-z0-9_.-]{0,199})(?::-?([^{}]{0,2000}))?}|\\$([A-Z_][A-Z0-9_]{1,99})");

    private final Function<String, Optional<String>> values;

    /** References to what {@code values} tells of a name. */
    References(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** Whether {@code text}, resolved, begins with a reference that leads nowhere, so that nobody can tell what it is. */
    static boolean beginsUnresolved(String text) {
        return REFERENCE.matcher(text).lookingAt();
    }

    String resolved(String text) {
        String now = text;
        for (int depth = 0; depth < MAX_DEPTH && now.indexOf('$') >= 0; depth++) {
            String next = once(now);
            if (next.equals(now) || next.length() > MAX_TEXT) {
                return now;
            }
            now = next;
        }
        return now;
    }

    private String once(String text) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (reference.find()) {
            String name = reference.group(1) == null ? reference.group(3) : reference.group(1);
            String otherwise = reference.group(2) == null ? reference.group() : reference.group(2);
            String value = values.apply(name).orElse(otherwise);
            reference.appendReplacement(out, Matcher.quoteReplacement(value));
            if (out.length() > MAX_TEXT) {
                return text;
            }
        }
        return reference.appendTail(out).toString();
    }
}
