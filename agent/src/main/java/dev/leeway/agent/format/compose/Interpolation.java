package dev.leeway.agent.format.compose;

import java.util.Map;
import java.util.Optional;

/**
 * Fills in variables as Compose does: {@code $NAME}, <code>${NAME}</code>, with {@code :-} or {@code -} and a default, {@code :?} or {@code
 * ?} and a message, {@code :+} or {@code +} and what stands in its place; {@code $$} is a dollar. A variable that no file gives is empty,
 * and a shell that is gone may have given any of them, whatever a file says.
 */
final class Interpolation {
    /** Of one value, before and after; a longer one stays as it is written. */
    static final int MAX_TEXT = 64 << 10;
    /** Of all values together: a few lines may name each other until nothing holds them. */
    private static final int MAX_ALL = 1 << 20;

    private static final int MAX_DEPTH = 16;

    private final Map<String, String> variables;
    private int left = MAX_ALL;

    /** With the variables of a project; those that are put there later count too. */
    Interpolation(Map<String, String> variables) {
        this.variables = variables;
    }

    /** The value a project's files give the variable. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** The text with its variables filled in. */
    Written fill(String text, String place) {
        if (text.indexOf('$') < 0) {
            return new Written(text, true, place);
        }
        return text.length() > MAX_TEXT || left <= 0
                ? new Written(text, false, place)
                : new Filling(text).filled(place);
    }

    /** One text on its way. */
    private final class Filling {
        private final String text;
        private final int[] closings;
        private final StringBuilder out = new StringBuilder();
        private boolean certain = true;
        private boolean tooLong;

        Filling(String text) {
            this.text = text;
            this.closings = closings(text);
        }

        Written filled(String place) {
            part(0, text.length(), 0);
            left -= out.length();
            return tooLong ? new Written(text, false, place) : new Written(out.toString(), certain, place);
        }

        private void append(String more) {
            tooLong |= more.length() > Math.min(MAX_TEXT, left) - out.length();
            if (!tooLong) {
                out.append(more);
            }
        }

        private void part(int from, int to, int depth) {
            if (depth > MAX_DEPTH) {
                certain = false;
                append(text.substring(from, to));
                return;
            }
            int at = from;
            while (at < to && !tooLong) {
                char c = text.charAt(at);
                char next = at + 1 < to ? text.charAt(at + 1) : ' ';
                int end = c != '$' ? at : next == '{' ? closings[at + 1] : name(text, at + 1, to);
                if (c == '$' && next == '$') {
                    append("$");
                    at += 2;
                } else if (c == '$' && next == '{' && end > 0) {
                    braced(at + 2, end, depth);
                    at = end + 1;
                } else if (c == '$' && next != '{' && end > at + 1) {
                    append(given(text.substring(at + 1, end)).orElse(""));
                    at = end;
                } else {
                    // Compose refuses a lone dollar; whoever made the container wrote another text.
                    certain &= c != '$';
                    append(String.valueOf(c));
                    at++;
                }
            }
        }

        private void braced(int from, int to, int depth) {
            int end = name(text, from, to);
            Optional<String> given = given(text.substring(from, end));
            boolean unlessEmpty = end < to && text.charAt(end) == ':';
            int sign = unlessEmpty ? end + 1 : end;
            boolean has = given.isPresent() && !(unlessEmpty && given.get().isEmpty());
            if (end == from || (end < to && (sign == to || "-?+".indexOf(text.charAt(sign)) < 0))) {
                certain = false;
                append(text.substring(from - 2, to + 1));
            } else if (end == to || text.charAt(sign) == '?') {
                append(given.orElse(""));
            } else {
                boolean instead = text.charAt(sign) == '+';
                if (has == instead) {
                    part(sign + 1, to, depth + 1);
                } else if (!instead) {
                    append(given.orElse(""));
                }
            }
        }

        private Optional<String> given(String name) {
            certain = false;
            return variable(name);
        }
    }

    /** Where the name that begins at {@code at} ends. */
    private static int name(String text, int at, int to) {
        int end = at;
        while (end < to) {
            char c = text.charAt(end);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && !(end > at && c >= '0' && c <= '9')) {
                return end;
            }
            end++;
        }
        return end;
    }

    /** For each brace that a dollar opens, where it closes; 0 for one that does not. */
    private static int[] closings(String text) {
        int[] closings = new int[text.length()];
        int[] open = new int[text.length()];
        int depth = 0;
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '{' && text.charAt(i - 1) == '$') {
                open[depth++] = i;
            } else if (text.charAt(i) == '}' && depth > 0) {
                closings[open[--depth]] = i;
            }
        }
        return closings;
    }
}
