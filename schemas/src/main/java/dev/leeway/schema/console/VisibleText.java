package dev.leeway.schema.console;

import java.util.Locale;

/**
 * Text that came from a host, made harmless to look at: whatever moves the cursor, reorders, hides or joins is written out
 * as {@code <U+001B>}.
 *
 * <p>The ranges are listed here rather than asked of the runtime, because the answer must not depend on its Unicode version.
 */
public final class VisibleText {
    /** First and last code point of every run that is not shown as it is. */
    private static final int[][] HIDDEN = {
        {0x00, 0x1F}, // C0 controls: escape sequences, line ends, tabs
        {0x7F, 0x9F}, // delete and C1 controls
        {0xA0, 0xA0}, // no-break space: looks like the one that breaks
        {0xAD, 0xAD}, // soft hyphen
        {0x034F, 0x034F}, // grapheme joiner
        {0x061C, 0x061C}, // Arabic letter mark
        {0x115F, 0x1160}, // Hangul fillers
        {0x1680, 0x1680}, // Ogham space
        {0x17B4, 0x17B5}, // Khmer invisible vowels
        {0x180B, 0x180F}, // Mongolian selectors
        {0x2000, 0x200F}, // spaces of other widths, zero width space and joiners, direction marks
        {0x2028, 0x202F}, // line and paragraph separators, direction overrides, narrow space
        {0x205F, 0x206F}, // mathematical space, invisible operators, isolates
        {0x3000, 0x3000}, // ideographic space
        {0x3164, 0x3164}, // Hangul filler
        {0xD800, 0xDFFF}, // halves of a pair standing alone
        {0xE000, 0xF8FF}, // private use
        {0xFE00, 0xFE0F}, // variation selectors
        {0xFEFF, 0xFEFF}, // byte order mark
        {0xFFA0, 0xFFA0}, // half-width filler
        {0xFFF0, 0xFFFB}, // interlinear annotation
        {0x1BCA0, 0x1BCA3}, // shorthand format controls
        {0x1D173, 0x1D17A}, // musical format controls
        {0xE0000, 0x10FFFF}, // tags, selectors, private use
    };

    private VisibleText() {}

    /** {@code text} with every hidden character written out; the same object when there is none. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (suspicious(text.charAt(i))) {
                return from(text, i);
            }
        }
        return text;
    }

    /** Whether {@code c} needs a closer look; cheap for the ASCII most facts consist of. */
    private static boolean suspicious(char c) {
        return c < 0x20 || (c >= 0x7F && (Character.isSurrogate(c) || hidden(c)));
    }

    private static String from(String text, int first) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
        int i = first;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (hidden(codePoint)) {
                appendEscape(out, codePoint);
            } else {
                out.appendCodePoint(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return out.toString();
    }

    private static void appendEscape(StringBuilder out, int codePoint) {
        String hex = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        out.append("<U+");
        out.append("0".repeat(Math.max(0, 4 - hex.length())));
        out.append(hex).append('>');
    }

    /** Whether {@code codePoint} is not shown as it is. */
    public static boolean hidden(int codePoint) {
        for (int[] run : HIDDEN) {
            if (codePoint <= run[1]) {
                return codePoint >= run[0];
            }
        }
        return false;
    }
}
