package dev.leeway.agent.format;

import java.util.ArrayList;
import java.util.List;

/** The words of a line, parted by blanks; without a regular expression, for there are thousands of such lines. */
public final class Words {
    private Words() {}

    /** The words of {@code text} in order; none when it is blank. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                if (start >= 0) {
                    words.add(text.substring(start, i));
                    start = -1;
                }
            } else if (start < 0) {
                start = i;
            }
        }
        if (start >= 0) {
            words.add(text.substring(start));
        }
        return words;
    }

    /** The words of {@code text} with one blank between them. */
    public static String evenly(String text) {
        return String.join(" ", of(text));
    }
}
