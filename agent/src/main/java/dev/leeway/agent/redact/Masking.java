package dev.leeway.agent.redact;

import dev.leeway.agent.spi.Observed.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts a word of which no rule thinks anything in the place of secrets. */
final class Masking {
    /** Stands for a secret. */
    static final String INSTEAD = "qwithheldq";

    private Masking() {}

    /** {@code text} with that word for every stretch, those that touch as one. */
    static String instead(String text, List<Stretch> stretches) {
        List<Stretch> ordered = new ArrayList<>(stretches);
        ordered.sort(Comparator.comparingInt(Stretch::from).thenComparingInt(Stretch::to));
        StringBuilder out = new StringBuilder(text.length());
        int shown = 0;
        int last = -1;
        for (Stretch stretch : ordered) {
            if (stretch.from() > last) {
                out.append(text, shown, stretch.from()).append(INSTEAD);
            }
            last = Math.max(last, stretch.to());
            shown = Math.max(shown, stretch.to());
        }
        return out.append(text, shown, text.length()).toString();
    }

    /** Those of which something stands in the text. */
    static List<Stretch> filled(List<Stretch> stretches) {
        return stretches.stream().filter(each -> each.to() > each.from()).toList();
    }
}
