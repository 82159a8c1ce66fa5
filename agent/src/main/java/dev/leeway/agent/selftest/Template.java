package dev.leeway.agent.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Fills templates of secrets: {@code ghp_{36w}} becomes {@code ghp_} and 36 random letters and digits.
 *
 * <p>Alphabets: {@code w} letters and digits, {@code a} letters, {@code l} lower case, {@code n} lower case and digits,
 * {@code u} capitals and digits, {@code d} digits, {@code h} hexadecimal, {@code b} base64, {@code r} base64url.
 */
final class Template {
    /** Drawn stretches shorter than this are counted with what is around them. */
    private static final int MIN_STRETCH = 10;

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private Template() {}

    /**
     * A template filled.
     *
     * @param text the whole
     * @param drawn the parts that were drawn, or the whole where these are too short to be searched for
     */
    record Filled(String text, List<String> drawn) {}

    /** {@code template} with every place filled from {@code random}. */
    static Filled fill(String template, SplittableRandom random) {
        List<String> drawn = new ArrayList<>();
        StringBuilder out = new StringBuilder(template.length() + 64);
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (open < 0 || close < 0 || !isPlace(template, open, close)) {
                int end = open < 0 ? template.length() : open + 1;
                out.append(template, at, end);
                at = end;
                continue;
            }
            out.append(template, at, open);
            String alphabet = alphabet(template.charAt(close - 1));
            int count = Integer.parseInt(template.substring(open + 1, close - 1), 10);
            for (int i = 0; i < count; i++) {
                out.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (count >= MIN_STRETCH) {
                drawn.add(out.substring(out.length() - count));
            }
            at = close + 1;
        }
        return new Filled(out.toString(), drawn.isEmpty() ? List.of(out.toString()) : drawn);
    }

    private static boolean isPlace(String template, int open, int close) {
        if (close - open < 3 || "walnudhbr".indexOf(template.charAt(close - 1)) < 0) {
            return false;
        }
        for (int i = open + 1; i < close - 1; i++) {
            if (template.charAt(i) < '0' || template.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String alphabet(char letter) {
        return switch (letter) {
            case 'w' -> UPPER + LOWER + DIGITS;
            case 'a' -> UPPER + LOWER;
            case 'l' -> LOWER;
            case 'n' -> LOWER + DIGITS;
            case 'u' -> UPPER + DIGITS;
            case 'd' -> DIGITS;
            case 'h' -> DIGITS + "abcdef";
            case 'b' -> UPPER + LOWER + DIGITS + "+/";
            case 'r' -> UPPER + LOWER + DIGITS + "-_";
            default -> throw new IllegalArgumentException("no alphabet '" + letter + "'");
        };
    }
}
