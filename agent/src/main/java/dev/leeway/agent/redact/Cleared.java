package dev.leeway.agent.redact;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Remembers short texts that were found harmless, because sections repeat them thousands of times: names of columns and of
 * types. Keeps nothing of what was not harmless, and no more than {@link #MAX_KEPT} texts. For many threads.
 */
final class Cleared {
    private static final int MAX_LENGTH = 96;

    /** Enough for what repeats; forgetting costs no more than a second look. */
    private static final int MAX_KEPT = 8192;

    private final Predicate<String> harmless;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** @param harmless decides by the text alone, so that what was once decided stays true */
    Cleared(Predicate<String> harmless) {
        this.harmless = harmless;
    }

    boolean clears(String text) {
        if (text.length() > MAX_LENGTH) {
            return harmless.test(text);
        }
        if (known.contains(text)) {
            return true;
        }
        if (!harmless.test(text)) {
            return false;
        }
        if (known.size() >= MAX_KEPT) {
            known.clear();
        }
        known.add(text);
        return true;
    }
}
