package dev.leeway.agent.redact;

import dev.leeway.agent.spi.Observed.Stretch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Secrets by their very text, where one was found to stand under a name that does not say so: looked for in whatever else is told of
 * the same subject.
 */
final class KnownSecrets {
    /** None. */
    static final KnownSecrets NONE = new KnownSecrets();

    /** Anything shorter is found by accident: {@code 80}, {@code on}. */
    static final int MIN_WHOLE = 4;

    /** Nothing shorter is looked for within other texts, nor by a number of characters that are not drawn at random. */
    static final int MIN_WITHIN = 8;

    private static final int MAX_WITHIN = 2_000;
    private static final int POWER = power();

    private final Map<String, List<Stretch>> texts = new HashMap<>();
    private final Set<String> whole = new HashSet<>();
    private final Map<Integer, List<String>> within = new HashMap<>();
    private int count;

    boolean isEmpty() {
        return texts.isEmpty() && whole.isEmpty() && within.isEmpty();
    }

    /** Looks for {@code text} as it is, with the stretches of it that are secret. */
    void text(String text, List<Stretch> stretches) {
        if (text.length() >= MIN_WHOLE) {
            texts.merge(text, stretches, (first, second) -> {
                List<Stretch> both = new ArrayList<>(first);
                both.addAll(second);
                return both;
            });
        }
    }

    /** Looks for what is {@code secret} and nothing else. */
    void whole(String secret) {
        if (secret.length() >= MIN_WHOLE) {
            whole.add(secret);
        }
    }

    /** Looks for {@code secret} in whatever there is, where that cannot be there by accident. */
    void anywhere(String secret) {
        if (unmistakable(secret) && count < MAX_WITHIN) {
            List<String> alike =
                    within.computeIfAbsent(secret.substring(0, MIN_WITHIN).hashCode(), unused -> new ArrayList<>(1));
            if (!alike.contains(secret)) {
                alike.add(secret);
                count++;
            }
        }
    }

    /** Whether a secret is so long and so much drawn at random that whatever else has it has it from the same place. */
    static boolean unmistakable(String secret) {
        return secret.length() >= MIN_WITHIN
                && !Entropy.low(secret)
                && !Placeholders.like(secret)
                && !SafeValues.known(secret)
                && !UrlText.looksLike(secret);
    }

    /** Whether {@code text} is one of them from end to end. */
    boolean is(String text) {
        return whole.contains(text);
    }

    /** Where in {@code text} they stand. */
    List<Stretch> in(String text) {
        if (is(text)) {
            return Stretch.whole(text);
        }
        List<Stretch> found = new ArrayList<>(texts.getOrDefault(text, List.of()));
        found.addAll(within(text));
        return found;
    }

    /** Where in {@code text} one stands that cannot be there by accident. */
    List<Stretch> within(String text) {
        List<Stretch> found = new ArrayList<>();
        if (within.isEmpty()) {
            return found;
        }
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * 31 + text.charAt(i) - (i < MIN_WITHIN ? 0 : text.charAt(i - MIN_WITHIN) * POWER);
            int start = i - MIN_WITHIN + 1;
            if (start >= 0) {
                for (String secret : within.getOrDefault(hash, List.of())) {
                    if (text.startsWith(secret, start)) {
                        found.add(new Stretch(start, start + secret.length()));
                    }
                }
            }
        }
        return found;
    }

    /** By what a character counts in {@link String#hashCode} when it leaves the window. */
    private static int power() {
        int power = 1;
        for (int i = 0; i < MIN_WITHIN; i++) {
            power *= 31;
        }
        return power;
    }
}
