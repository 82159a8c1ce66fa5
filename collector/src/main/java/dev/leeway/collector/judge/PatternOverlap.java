package dev.leeway.collector.judge;

import dev.leeway.schema.fact.AddressPattern;
import java.util.Arrays;

/** Whether two patterns have an address in common; takes time in proportion to the product of their lengths. */
public final class PatternOverlap {
    private static final String ANY_DEPTH = "**";
    private static final String BUT = "{!";

    private PatternOverlap() {}

    /** Whether some address could match both. */
    public static boolean exists(AddressPattern one, AddressPattern other) {
        String[] left = one.text().split("/", -1);
        String[] right = other.text().split("/", -1);
        boolean[][] meets = new boolean[left.length + 1][right.length + 1];
        for (int i = left.length; i >= 0; i--) {
            for (int j = right.length; j >= 0; j--) {
                meets[i][j] = (i == left.length && j == right.length) || meets(left, i, right, j, meets);
            }
        }
        return meets[0][0];
    }

    /** Whether the rest of the one from {@code i} meets the rest of the other from {@code j}. */
    private static boolean meets(String[] left, int i, String[] right, int j, boolean[][] meets) {
        boolean here = i < left.length;
        boolean there = j < right.length;
        if (here && left[i].equals(ANY_DEPTH) && (meets[i + 1][j] || (there && meets[i][j + 1]))) {
            return true;
        }
        if (there && right[j].equals(ANY_DEPTH) && (meets[i][j + 1] || (here && meets[i + 1][j]))) {
            return true;
        }
        return here && there && meets[i + 1][j + 1] && meet(left[i], right[j]);
    }

    /** Likewise for two segments, of which either may leave out all that the other stands for. */
    private static boolean meet(String left, String right) {
        return segments(plain(left), plain(right)) && !leavesOut(left, right) && !leavesOut(right, left);
    }

    private static String plain(String segment) {
        int at = segment.indexOf(BUT);
        return at < 0 ? segment : segment.substring(0, at) + "]";
    }

    private static boolean leavesOut(String segment, String other) {
        int at = segment.indexOf(BUT);
        if (at < 0) {
            return false;
        }
        String opening = segment.substring(0, segment.indexOf('[') + 1);
        String keys = segment.substring(at + BUT.length(), segment.length() - 2);
        // What a pattern makes of another pattern's text it makes of all that the other stands for.
        return Arrays.stream(keys.split("\\}\\{!", -1))
                .anyMatch(key -> AddressPattern.parse(opening + key + "]").matches(plain(other)));
    }

    /** Whether some segment could match both; a star stands for any characters. */
    private static boolean segments(String left, String right) {
        boolean[][] meets = new boolean[left.length() + 1][right.length() + 1];
        for (int i = left.length(); i >= 0; i--) {
            for (int j = right.length(); j >= 0; j--) {
                boolean here = i < left.length();
                boolean there = j < right.length();
                boolean star = here && left.charAt(i) == '*';
                boolean otherStar = there && right.charAt(j) == '*';
                meets[i][j] = (!here && !there)
                        || (star && (meets[i + 1][j] || (there && meets[i][j + 1])))
                        || (otherStar && (meets[i][j + 1] || (here && meets[i + 1][j])))
                        || (here && there && left.charAt(i) == right.charAt(j) && meets[i + 1][j + 1]);
            }
        }
        return meets[0][0];
    }
}
