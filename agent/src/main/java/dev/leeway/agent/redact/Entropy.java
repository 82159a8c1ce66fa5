package dev.leeway.agent.redact;

/**
 * Estimates, on the low side, how many guesses a secret withstands; what withstands too few gets no tag, because whoever
 * steals tags and one agent's key would only have to try.
 */
final class Entropy {
    /** Fewer bits than this are within reach of a patient guesser: about eight random letters and digits. */
    static final int MIN_BITS = 50;

    /** A word of a language or a common password, whatever its length, in tenths of a bit. */
    private static final int WORD = 110;

    private static final int SEPARATOR = 20;
    private static final int REPEATED = 10;
    /** Less than a drawn digit has: numbers people hold are dates, cards and telephones. */
    private static final int DIGIT = 28;

    private static final int LETTER = 47;
    private static final int MIXED = 59;
    private static final int OTHER = 50;
    private static final int WORD_LETTERS = 8;
    private static final int ENOUGH = MIN_BITS * 10;

    private Entropy() {}

    /** Whether {@code text} is so guessable that only its presence may be told. */
    static boolean low(String text) {
        String behind = EncodedText.behind(text);
        return weak(text) || (!behind.isEmpty() && weak(behind));
    }

    private static boolean weak(String text) {
        int tenths = 0;
        int i = 0;
        while (i < text.length() && tenths < ENOUGH) {
            char c = text.charAt(i);
            if (isWordish(c)) {
                int end = i;
                while (end < text.length() && end - i < 256 && isWordish(text.charAt(end))) {
                    end++;
                }
                tenths += word(text, i, end);
                i = end;
            } else {
                tenths += i > 0 && text.charAt(i - 1) == c ? REPEATED : c < 0x80 ? SEPARATOR : OTHER;
                i++;
            }
        }
        return tenths < ENOUGH;
    }

    /** Letters, digits, and the signs people write for letters. */
    private static boolean isWordish(char c) {
        return Ascii.isAlphanumeric(c) || c == '@' || c == '$' || c == '!';
    }

    private static int word(String text, int start, int end) {
        int random = drawn(text, start, end);
        int suited = 0;
        int pairs = 0;
        int letters = 0;
        int written = 0;
        for (int i = start; i < end; i++) {
            char c = plain(text.charAt(i));
            written += Ascii.isLetter(text.charAt(i)) ? 1 : 0;
            if (Ascii.isLetter(c)) {
                letters++;
                if (i > start && Ascii.isLetter(plain(text.charAt(i - 1)))) {
                    pairs++;
                    suited += Bigrams.common(plain(text.charAt(i - 1)), c) ? 1 : 0;
                }
            }
        }
        boolean words = letters >= 3 && suited * 100 >= pairs * 82 && written * 2 >= end - start;
        if (!words) {
            return random;
        }
        int guessed =
                (letters + WORD_LETTERS - 1) / WORD_LETTERS * WORD + Math.min(end - start - letters, 4) * SEPARATOR;
        return Math.min(random, guessed);
    }

    /** As if every character had been drawn, but for repetitions and sequences. */
    private static int drawn(String text, int start, int end) {
        boolean digit = false;
        boolean lower = false;
        boolean upper = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digit |= Ascii.isDigit(c);
            lower |= Ascii.isLower(c);
            upper |= Ascii.isUpper(c);
        }
        int classes = (digit ? 1 : 0) + (lower ? 1 : 0) + (upper ? 1 : 0);
        int each = classes >= 2 ? (hexOnly(text, start, end) ? 40 : MIXED) : digit ? DIGIT : LETTER;
        int sum = 0;
        for (int i = start; i < end; i++) {
            sum += i > start && follows(text.charAt(i - 1), text.charAt(i)) ? REPEATED : each;
        }
        return sum;
    }

    private static boolean hexOnly(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The same character again, or its neighbour in the alphabet, among the digits, or on a keyboard's first row. */
    private static boolean follows(char before, char c) {
        String keyboard = "qwertyuiop";
        int at = keyboard.indexOf(Ascii.lower(before));
        return Math.abs(before - c) <= 1
                || (at >= 0 && at + 1 < keyboard.length() && keyboard.charAt(at + 1) == Ascii.lower(c));
    }

    private static char plain(char c) {
        return switch (c) {
            case '0' -> 'o';
            case '1', '!' -> 'i';
            case '3' -> 'e';
            case '4', '@' -> 'a';
            case '5', '$' -> 's';
            case '7' -> 't';
            default -> c;
        };
    }
}
