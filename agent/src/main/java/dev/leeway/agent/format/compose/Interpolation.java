package dev.leeway.agent.format.compose;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Fills in variables as Compose does: {@code $NAME}, <code>${NAME}</code>, with {@code :-} or {@code -} and a default, {@code :?} or {@code
 * ?} and a message, {@code :+} or {@code +} and what stands in its place; {@code $$} is a dollar. A variable that no file gives is empty,
 * and may have come from a shell.
 */
final class Interpolation {
    private static final int MAX_TEXT = 64 << 10;
    private static final int MAX_DEPTH = 16;

    private final Map<String, String> variables;

    /** With the variables of a project. */
    Interpolation(Map<String, String> variables) {
        this.variables = new HashMap<>(variables);
    }

    /** The value a project's files give the variable. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** The text with its variables filled in. */
    Written fill(String text, String place) {
        return text.indexOf('$') < 0 ? new Written(text, true, place) : new Filling(text).filled(place);
    }

    /** One text on its way. */
    private final class Filling {
        private final String text;
        private final StringBuilder out = new StringBuilder();
        private boolean certain = true;

        Filling(String text) {
            this.text = text;
        }

        Written filled(String place) {
            if (text.length() > MAX_TEXT) {
                return new Written(text, false, place);
            }
            out.append(part(text, 0));
            return new Written(out.toString(), certain, place);
        }

        private String part(String part, int depth) {
            if (depth > MAX_DEPTH) {
                certain = false;
                return part;
            }
            StringBuilder filled = new StringBuilder();
            int at = 0;
            while (at < part.length()) {
                char c = part.charAt(at);
                char next = at + 1 < part.length() ? part.charAt(at + 1) : ' ';
                int end = c != '$' ? at : next == '{' ? closing(part, at + 2) : name(part, at + 1);
                if (c == '$' && next == '$') {
                    filled.append('$');
                    at += 2;
                } else if (c == '$' && next == '{' && end > 0) {
                    filled.append(braced(part.substring(at + 2, end), depth));
                    at = end + 1;
                } else if (c == '$' && next != '{' && end > at + 1) {
                    filled.append(given(part.substring(at + 1, end)).orElse(""));
                    at = end;
                } else {
                    // Compose refuses a lone dollar; whoever made the container wrote another text.
                    certain &= c != '$';
                    filled.append(c);
                    at++;
                }
            }
            return filled.toString();
        }

        private String braced(String inner, int depth) {
            int end = name(inner, 0);
            Optional<String> given = given(inner.substring(0, end));
            String rest = inner.substring(end);
            boolean unlessEmpty = rest.startsWith(":");
            String sign = unlessEmpty ? rest.substring(1) : rest;
            boolean has = given.isPresent() && !(unlessEmpty && given.get().isEmpty());
            if (end == 0 || (!rest.isEmpty() && (sign.isEmpty() || "-?+".indexOf(sign.charAt(0)) < 0))) {
                certain = false;
                return "${" + inner + "}";
            }
            if (rest.isEmpty() || sign.charAt(0) == '?') {
                return given.orElse("");
            }
            boolean instead = sign.charAt(0) == '+';
            return has == instead ? part(sign.substring(1), depth + 1) : instead ? "" : given.orElse("");
        }

        private Optional<String> given(String name) {
            Optional<String> given = variable(name);
            certain &= given.isPresent();
            return given;
        }
    }

    /** Where the name that begins at {@code at} ends. */
    private static int name(String text, int at) {
        int end = at;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
            if (!letter && !(end > at && c >= '0' && c <= '9')) {
                return end;
            }
            end++;
        }
        return end;
    }

    /** Where the brace closes that was opened before {@code at}; -1 when it does not. */
    private static int closing(String text, int at) {
        int open = 1;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '{' && text.charAt(i - 1) == '$' ? 1 : c == '}' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return -1;
    }
}
