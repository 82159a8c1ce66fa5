package dev.leeway.collector.judge;

import dev.leeway.schema.fact.AddressPattern;

/**
 * Whether one pattern matches whatever another does. Never says so wrongly; of patterns that leave keys out it says so only where
 * they do so alike.
 */
final class PatternCover {
    private static final String ANY_DEPTH = "**";
    private static final String BUT = "{!";

    private PatternCover() {}

    /** Whether every address that {@code narrow} matches is one that {@code wide} matches. */
    static boolean covers(AddressPattern wide, AddressPattern narrow) {
        if (!narrow.text().startsWith(opening(wide.text()))) {
            return false;
        }
        String[] over = wide.text().split("/", -1);
        String[] under = narrow.text().split("/", -1);
        boolean[][] covers = new boolean[over.length + 1][under.length + 1];
        for (int i = over.length; i >= 0; i--) {
            for (int j = under.length; j >= 0; j--) {
                covers[i][j] = (i == over.length && j == under.length) || covers(over, i, under, j, covers);
            }
        }
        return covers[0][0];
    }

    /** What stands before the first wildcard: nearly all pairs are told apart by it, and policies may have thousands. */
    private static String opening(String text) {
        int star = text.indexOf('*');
        return star < 0 ? text : text.substring(0, star);
    }

    /** Whether the rest of the one from {@code i} covers the rest of the other from {@code j}. */
    private static boolean covers(String[] over, int i, String[] under, int j, boolean[][] covers) {
        boolean here = i < over.length;
        boolean there = j < under.length;
        if (here && over[i].equals(ANY_DEPTH)) {
            return covers[i + 1][j] || (there && covers[i][j + 1]);
        }
        return here && there && !under[j].equals(ANY_DEPTH) && segment(over[i], under[j]) && covers[i + 1][j + 1];
    }

    private static boolean segment(String over, String under) {
        if (over.contains(BUT)) {
            return over.equals(under);
        }
        int but = under.indexOf(BUT);
        return glob(over, but < 0 ? under : under.substring(0, but) + "]");
    }

    /** A star of the one takes whatever the other has, its stars included, which nothing else takes. */
    private static boolean glob(String over, String under) {
        int p = 0;
        int s = 0;
        int starP = -1;
        int starS = 0;
        while (s < under.length()) {
            if (p < over.length() && over.charAt(p) == '*') {
                starP = p++;
                starS = s;
            } else if (p < over.length() && over.charAt(p) == under.charAt(s)) {
                p++;
                s++;
            } else if (starP >= 0) {
                p = starP + 1;
                s = ++starS;
            } else {
                return false;
            }
        }
        while (p < over.length() && over.charAt(p) == '*') {
            p++;
        }
        return p == over.length();
    }
}
