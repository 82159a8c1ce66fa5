package dev.leeway.agent.redact;

import dev.leeway.agent.spi.Observed.Stretch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whole texts, each with the stretches of it that are secret. */
final class KnownTexts {
    /** None. */
    static final KnownTexts NONE = new KnownTexts();

    /** Anything shorter is found by accident: {@code 80}, {@code on}. */
    static final int MIN_WHOLE = 4;

    private final Map<String, List<Stretch>> texts;

    KnownTexts() {
        this.texts = new HashMap<>();
    }

    /** The same, to be added to. */
    KnownTexts(KnownTexts other) {
        this.texts = new HashMap<>(other.texts);
    }

    boolean isEmpty() {
        return texts.isEmpty();
    }

    int size() {
        return texts.size();
    }

    /** Looks for {@code text}; not where nothing of it is secret. */
    void add(String text, List<Stretch> stretches) {
        if (text.length() >= MIN_WHOLE && !stretches.isEmpty()) {
            texts.merge(text, stretches, KnownTexts::both);
        }
    }

    /** Looks for what is {@code secret} and nothing else. */
    void whole(String secret) {
        add(secret, Stretch.whole(secret));
    }

    private static List<Stretch> both(List<Stretch> first, List<Stretch> second) {
        if (first.containsAll(second)) {
            return first;
        }
        List<Stretch> both = new ArrayList<>(first);
        second.stream().filter(each -> !first.contains(each)).forEach(both::add);
        return both;
    }

    /** Where in {@code text}, from end to end one of them, a secret stands. */
    List<Stretch> in(String text) {
        return texts.getOrDefault(text, List.of());
    }
}
