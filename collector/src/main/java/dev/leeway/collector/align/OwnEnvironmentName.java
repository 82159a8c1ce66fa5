package dev.leeway.collector.align;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        @Nullable StringBuilder seen = null;
        int i = 0;
        while (i < text.length()) {
            int end = endOfWord(text, i);
            boolean own = end > i && words.contains(text.substring(i, end).toLowerCase(Locale.ROOT));
            if (own && seen == null) {
                // Most texts hold no such word, and stay what they are.
                seen = new StringBuilder(text.length() + TOKEN.length()).append(text, 0, i);
            }
            int next = Math.max(end, i + 1);
            if (seen != null) {
                seen.append(own ? TOKEN : text.substring(i, next));
            }
            i = next;
        }
        return seen == null ? text : seen.toString();
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
