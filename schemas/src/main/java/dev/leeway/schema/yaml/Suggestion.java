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

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[right.length()];
    }
}
