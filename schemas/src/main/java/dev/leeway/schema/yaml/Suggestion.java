package dev.leeway.schema.yaml;

import dev.leeway.schema.json.FormatException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what was probably meant by a word nobody knows. */
public final class Suggestion {
    private static final int MOST_LISTED = 12;

    private Suggestion() {}

    /** The known word nearest to {@code word}, when one is near enough to be a slip of the pen. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        String shown = FormatException.shown(word).toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(shown, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(best -> distance(shown, best.toLowerCase(Locale.ROOT)) <= Math.max(1, best.length() / 3));
    }

    /** What to do about {@code word}: the nearest known one, or the list of them. */
    public static String nextStep(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() -> "expected " + (known.size() > 1 ? "one of " : "")
                        + known.stream().sorted().limit(MOST_LISTED).collect(Collectors.joining(", "))
                        + (known.size() > MOST_LISTED ? ", ..." : ""));
    }

    /**
     * How many letters must be put in, left out, replaced, or swapped with the next to make one word of the other: the
     * optimal string alignment distance of Damerau and Levenshtein.
     */
    private static int distance(String left, String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = last[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && swapped(left, right, i, j)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[right.length()];
    }

    /** Whether the letters that end at {@code i} and {@code j} are two neighbours the wrong way round. */
    private static boolean swapped(String left, String right, int i, int j) {
        return left.charAt(i - 1) == right.charAt(j - 2) && left.charAt(i - 2) == right.charAt(j - 1);
    }
}
