package dev.leeway.agent.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Stretches of a text that must not be shown, gathered in any order. */
final class Spans {
    private final List<int[]> spans = new ArrayList<>();

    void add(int start, int end) {
        if (end > start) {
            spans.add(new int[] {start, end});
        }
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    /** {@code text} with every stretch, overlapping ones as one, replaced by {@code mask}. */
    String mask(String text, String mask) {
        if (spans.isEmpty()) {
            return text;
        }
        spans.sort(Comparator.comparingInt(span -> span[0]));
        StringBuilder out = new StringBuilder(text.length());
        int shown = 0;
        for (int[] span : spans) {
            if (span[0] >= shown) {
                out.append(text, shown, span[0]).append(mask);
            }
            shown = Math.max(shown, span[1]);
        }
        return out.append(text, shown, text.length()).toString();
    }
}
