package dev.leeway.collector.compare;

import java.util.regex.Pattern;

/**
 * Facts that are told as an empty set where somebody looked and found nothing, so that their absence means that nobody could look: it
 * is unknown, neither missing nor the same as nothing.
 */
final class ToldEmpty {
    /** Why such a fact is not known. */
    static final String REASON = "not looked at: no scripts of a deployment that could be held against it";

    private static final Pattern MIGRATIONS = Pattern.compile("migration\\[[^/]*]/(?:pending|mismatch|ahead)");

    private ToldEmpty() {}

    /** Whether the fact at {@code path}, encoded, of a section of {@code probe} is one of them. */
    static boolean covers(String probe, String path) {
        return probe.equals("database")
                && path.startsWith("migration[")
                && MIGRATIONS.matcher(path).matches();
    }
}
