package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;

/**
 * Text for Markdown as code hosts show it: nothing in it is markup, a mention, a reference or a link.
 *
 * <p>Punctuation is written as character references, which no Markdown takes for its own signs. Mentions, references and addresses are found
 * after those were resolved; a space of no width keeps them apart.
 */
final class MarkdownText {
    private static final String APART = "&#8203;";
    /** Besides letters, digits and the space: nothing that opens or closes anything. */
    private static final String PLAIN = " ,;/%'?\"()";

    private MarkdownText() {}

    /** {@code text} as it is read, whatever it holds. */
    static String of(String text) {
        String shown = VisibleText.of(text);
        StringBuilder out = new StringBuilder(shown.length() + 16);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            boolean letter = c > 0x7F || Character.isLetterOrDigit(c);
            boolean plain = switch (c) {
                // Neither opens a list, nor an address, nor the name of a picture.
                case '.' -> isLetter(shown, i - 1) || (isDigit(shown, i - 1) && isDigit(shown, i + 1));
                case '-' -> isLetter(shown, i - 1) || isDigit(shown, i - 1);
                case ':' -> i > 0 && (i + 1 == shown.length() || shown.charAt(i + 1) == ' ');
                default -> PLAIN.indexOf(c) >= 0;
            };
            if (letter || plain) {
                out.append(c);
            } else {
                out.append("&#").append((int) c).append(';');
            }
            boolean opens = c == '@' || c == '#' || (c == ':' && shown.startsWith("//", i + 1));
            boolean address = (c == 'w' || c == 'W') && shown.regionMatches(true, i, "www.", 0, 4);
            if (opens || address) {
                out.append(APART);
            }
        }
        return out.toString();
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }

    /** {@code text} as code, in which nothing is resolved. */
    static String code(String text) {
        String shown = VisibleText.of(text);
        int longest = 0;
        int run = 0;
        for (int i = 0; i < shown.length(); i++) {
            run = shown.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        boolean padded = shown.isEmpty() || longest > 0 || shown.startsWith(" ") || shown.endsWith(" ");
        return padded ? fence + " " + shown + " " + fence : fence + shown + fence;
    }
}
