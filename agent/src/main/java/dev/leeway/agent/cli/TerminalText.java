package dev.leeway.agent.cli;

import java.util.Locale;

/** Makes text found on a host safe to print on a terminal: nothing in it can move the cursor, colour or hide. */
final class TerminalText {
    private TerminalText() {}

    /** {@code text} with control and formatting characters spelled out. */
    static String safe(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || isSeparator(c)) {
                out.append(c == '\n' ? "\\n" : String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isSeparator(int c) {
        return Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
