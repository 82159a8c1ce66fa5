package dev.leeway.collector.align;

import java.util.Locale;
import java.util.Set;

/**
 * Values equal but for the environment's own name: {@code db.dev.example} in {@code dev} and {@code db.prod.example} in
 * {@code prod}.
 *
 * <p>Only whole words count, so that {@code device} does not hold {@code dev}.
 */
final class OwnEnvironmentName extends TextStep {
    private static final String TOKEN = "{environment}";

    @Override
    String text(FactContext fact, String text) {
        return without(fact.environment(), text);
    }

    /** {@code text} without what is one of {@code words}, in lower case. */
    static String without(Set<String> words, String text) {
        StringBuilder seen = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int end = endOfWord(text, i);
            if (end == i) {
                seen.append(text.charAt(i++));
            } else {
                String word = text.substring(i, end);
                boolean own = words.contains(word.toLowerCase(Locale.ROOT));
                seen.append(own ? TOKEN : word);
                i = end;
            }
        }
        return seen.toString();
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
