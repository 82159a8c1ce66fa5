package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;

/**
 * Text for Markdown as code hosts show it: nothing in it is markup, a mention, a reference or a link.
 *
 * <p>Punctuation is written as character references, which no Markdown takes for its own signs. Mentions, references and addresses are found
 * after those were resolved; a space of no width keeps them apart. What looks like a commit stands as code, in which none is looked for, so that it
 * can be copied whole.
 */
final class MarkdownText {
    private static final String APART = "&#8203;";
    /** As many digits as some code host takes for a commit. */
    private static final int COMMIT = 7;
    /** Besides letters, digits and the space: nothing that opens or closes anything. */
    private static final String PLAIN = " ,;/%'?\"()";

    private MarkdownText() {}

    /** {@code text} as it is read, whatever it holds. */
    static String of(String text) {
        String shown = VisibleText.of(text);
        StringBuilder out = new StringBuilder(shown.length() + 16);
        for (int i = 0; i < shown.length(); i++) {
            int end = commit(shown, i);
            if (end > i) {
                out.append("<code>").append(shown, i, end).append("</code>");
                i = end - 1;
                continue;
            }
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
            if (isReference(shown, i)) {
                out.append(APART);
            }
        }
        return out.toString();
    }

    /** Whether what begins or goes on at {@code at} would be found to be a mention, a reference, a commit or an address. */
    private static boolean isReference(String text, int at) {
        char c = text.charAt(at);
        boolean word = isLetter(text, at + 1) || isDigit(text, at + 1);
        boolean sign = "@#!$&~%".indexOf(c) >= 0 && (word || c == '@' || c == '#');
        boolean issue = c == '-' && isDigit(text, at + 1) && at >= 2 && text.regionMatches(true, at - 2, "GH", 0, 2);
        boolean scheme = c == ':' && text.startsWith("//", at + 1);
        boolean host = (c == 'w' || c == 'W') && text.regionMatches(true, at, "www.", 0, 4);
        return sign || issue || scheme || host;
    }

    /** Where the word ends that begins at {@code at} and would be taken for a commit; {@code at} where there is none. */
    private static int commit(String text, int at) {
        if (isWord(text, at - 1)) {
            return at;
        }
        int end = at;
        while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0 && text.charAt(end) < 0x7F) {
            end++;
        }
        return end - at >= COMMIT && !isWord(text, end) ? end : at;
    }

    private static boolean isWord(String text, int at) {
        return isLetter(text, at) || isDigit(text, at);
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
