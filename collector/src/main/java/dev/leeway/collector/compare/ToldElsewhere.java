package dev.leeway.collector.compare;

import java.util.regex.Pattern;

/**
 * Facts about what an environment did, of which others say whether it did: where it did not, it has no part in them, and nothing is
 * missing or unknown for want of them.
 */
final class ToldElsewhere {
    /** Which migrations were applied the last one and their number tell, and what was made a baseline keeps no check sums. */
    private static final Pattern CHECKSUMS = Pattern.compile("migration\\[[^/]*]/checksum\\[[^/]*]");

    private ToldElsewhere() {}

    /** Whether the fact at {@code path}, encoded, of a section of {@code probe} is one of them. */
    static boolean covers(String probe, String path) {
        return probe.equals("database")
                && path.startsWith("migration[")
                && CHECKSUMS.matcher(path).matches();
    }
}
