package dev.leeway.agent.redact;

/** Where a value that stands after a sign begins and ends; in doubt it ends later. */
final class AssignedValue {
    private AssignedValue() {}

    /**
     * First and after-last index of the value at {@code from}.
     *
     * @param toLineEnd whether an unquoted value runs to the end of its line, as after a colon
     */
    static int[] bounds(String text, int from, boolean toLineEnd) {
        if (from >= text.length()) {
            return new int[] {text.length(), text.length()};
        }
        char first = text.charAt(from);
        boolean escaped = first == '\\' && from + 1 < text.length() && isQuote(text.charAt(from + 1));
        if (escaped || isQuote(first)) {
            int open = escaped ? from + 1 : from;
            return new int[] {open + 1, quoteEnd(text, open + 1, text.charAt(open), escaped)};
        }
        if (first == '{' || first == '[') {
            return new int[] {from, bracketEnd(text, from)};
        }
        if (toLineEnd && (first == '\n' || first == '\r' || first == '|' || first == '>')) {
            return new int[] {from, text.length()};
        }
        return new int[] {from, bareEnd(text, from, toLineEnd)};
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static int quoteEnd(String text, int from, char quote, boolean escaped) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                if (escaped && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    return i;
                }
                i++;
            } else if (c == quote) {
                return i;
            }
        }
        return text.length();
    }

    private static int bracketEnd(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return text.length();
    }

    private static int bareEnd(String text, int from, boolean toLineEnd) {
        int end = from;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean stop = toLineEnd ? c == '\n' || c == '\r' : Ascii.isSpace(c) || c == '&' || c == ';' || isQuote(c);
            if (stop) {
                return end;
            }
            end++;
        }
        return end;
    }
}
