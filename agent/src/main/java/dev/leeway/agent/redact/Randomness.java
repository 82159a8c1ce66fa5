package dev.leeway.agent.redact;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds stretches that look drawn at random: base64, hexadecimal and alphanumeric keys, whoever issued them.
 *
 * <p>A window of letters and digits is weighed by how ill its neighbours suit each other. Measured on drawn keys of 20
 * characters it misses 0.1 % (base64, alphanumeric, hexadecimal) to 1 % (lower case alone), at 32 none in a thousand; of
 * 172,000 names of files and classes it takes 1 % for keys. One pass, no look-back beyond the window.
 */
final class Randomness {
    /** Keys are at least this long; what is shorter is told by its shape or its name. */
    static final int MIN_RUN = 20;

    /** Letters and digits weighed together, so that a key inside a longer name is seen. */
    private static final int WINDOW = 16;

    /** Weight of a window that is taken for random: words stay far below, random base64 is near 105. */
    private static final int LIMIT = 44;

    /** The same across separators, where words are more than one in {@link #WORDS_APART} characters apart. */
    private static final int LIMIT_ACROSS_WORDS = 72;

    /** Weight beyond doubt: of 64,000 names of packages 23 reach it, of as many versions 4. */
    private static final int LIMIT_DENSE = 66;

    private static final int MIN_DENSE_WORD = 24;

    /** More separators than one in so many characters part words; base64 has one in 32. */
    private static final int WORDS_APART = 8;

    private static final Set<String> DIRECTORIES = Set.of(
            "etc", "usr", "var", "opt", "srv", "home", "root", "run", "tmp", "proc", "sys", "lib", "app", "data", "mnt",
            "local", "share", "systemd", "system", "default", "conf", "config", "log", "cache", "docker", "kubelet",
            "pods");

    private static final int UNSUITED = 10;
    private static final int HUMP = 4;
    private static final int LETTER_DIGIT = 7;
    private static final int MIN_SHORT = 10;

    private Randomness() {}

    /** Whether some run of {@code text} looks random. */
    static boolean in(String text) {
        return text.length() >= MIN_RUN && find(text, null);
    }

    /** Adds every run that looks random to {@code spans}. */
    static void mark(String text, Spans spans) {
        find(text, spans);
    }

    /**
     * Whether {@code text} holds a random stretch beyond doubt, no digest: for values that are shown unless something speaks
     * against them.
     */
    static boolean dense(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = runEnd(text, start);
            if (end - start >= MIN_RUN && !digest(text, start, end) && weighty(text, start, end, true, LIMIT_DENSE)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    /** Fingerprints and commits are shown where a probe expects them, and nothing but a telling name tells keys from them. */
    private static boolean digest(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isHex(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    /** The same for one unbroken word of 24 characters: for keys, where names of packages stand. */
    static boolean denseWord(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && Ascii.isAlphanumeric(text.charAt(end))) {
                end++;
            }
            if (end - start >= MIN_DENSE_WORD && weighty(text, start, end, true, LIMIT_ACROSS_WORDS)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static int runEnd(String text, int start) {
        int end = start;
        while (end < text.length() && Ascii.isBase64(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean find(String text, @Nullable Spans spans) {
        int start = 0;
        while (start < text.length()) {
            int end = runEnd(text, start);
            if (end - start >= MIN_RUN && run(text, start, end)) {
                if (spans == null) {
                    return true;
                }
                spans.add(afterDirectories(text, start, end), end);
            }
            start = end + 1;
        }
        return spans != null && !spans.isEmpty();
    }

    /** Where the first segment that is no common directory begins, so that a path stays recognisable. */
    private static int afterDirectories(String text, int start, int end) {
        int at = start;
        while (at < end && text.charAt(at) == '/') {
            int next = text.indexOf('/', at + 1);
            if (next < 0 || next >= end || !DIRECTORIES.contains(text.substring(at + 1, next))) {
                return at + 1;
            }
            at = next;
        }
        return at;
    }

    private static boolean run(String text, int start, int end) {
        boolean words = separators(text, start, end) * WORDS_APART > end - start;
        return weighty(text, start, end, !words, LIMIT)
                || (words && weighty(text, start, end, true, LIMIT_ACROSS_WORDS))
                || hexadecimal(text, start, end);
    }

    private static int separators(String text, int start, int end) {
        int separators = 0;
        for (int i = start; i < end; i++) {
            if (!Ascii.isAlphanumeric(text.charAt(i))) {
                separators++;
            }
        }
        return separators;
    }

    private static boolean weighty(String text, int start, int end, boolean joined, int limit) {
        int[] costs = new int[WINDOW];
        int sum = 0;
        int filled = 0;
        char previous = '-';
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Ascii.isAlphanumeric(c)) {
                int slot = filled % WINDOW;
                int cost = cost(previous, c);
                sum += cost - (filled >= WINDOW ? costs[slot] : 0);
                costs[slot] = cost;
                filled++;
                if (filled >= WINDOW && sum >= limit) {
                    return true;
                }
            } else if (!joined) {
                sum = 0;
                filled = 0;
            }
            previous = c;
        }
        return false;
    }

    /** How ill {@code c} suits {@code previous}; nothing after a separator or between digits. */
    private static int cost(char previous, char c) {
        boolean letter = Ascii.isLetter(c);
        if (Ascii.isLetter(previous)) {
            if (!letter) {
                return LETTER_DIGIT;
            }
            if (Ascii.isLower(previous) && Ascii.isUpper(c)) {
                return HUMP;
            }
            return Bigrams.common(previous, c) ? 0 : UNSUITED;
        }
        return letter && Ascii.isDigit(previous) ? LETTER_DIGIT : 0;
    }

    /** Hexadecimal keys, with the hyphens of UUIDs; or more digits than any count or date has. */
    private static boolean hexadecimal(String text, int start, int end) {
        int digits = 0;
        int letters = 0;
        int digitsAlone = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (Ascii.isDigit(c)) {
                digits++;
                digitsAlone++;
            } else if (Ascii.isHexLetter(c)) {
                letters++;
                digitsAlone = 0;
            } else {
                digitsAlone = 0;
                digits = c == '-' ? digits : 0;
                letters = c == '-' ? letters : 0;
            }
            if (digitsAlone >= MIN_RUN || (letters >= 2 && digits >= 2 && letters + digits >= MIN_RUN)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether one short word, 10 to 20 characters, looks generated: upper case, lower case and digits that suit each other
     * worse than any name would. Used where a word would otherwise be shown for its place alone.
     */
    static boolean shortKey(String word) {
        if (word.length() < MIN_SHORT || word.length() > MIN_RUN) {
            return false;
        }
        int sum = 0;
        boolean digit = false;
        boolean upper = false;
        boolean lower = false;
        char previous = '-';
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            sum += cost(previous, c);
            digit |= Ascii.isDigit(c);
            upper |= Ascii.isUpper(c);
            lower |= Ascii.isLower(c);
            previous = c;
        }
        return digit && (upper || lower) && sum >= word.length() * (upper && lower ? 4 : 5);
    }
}
