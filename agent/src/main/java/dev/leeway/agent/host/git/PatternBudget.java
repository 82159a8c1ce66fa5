package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.HostAccessException.Kind;
import java.time.Duration;

/**
 * How much of patterns may be followed: JGit tries every way in which the asterisks of a pattern can share out a name, so that a few
 * dozen bytes of them would take years, and each untracked name is held against every pattern.
 */
final class PatternBudget {
    /** In all rules of one working copy; the largest published collections have some hundreds. */
    private static final int MAX_PATTERNS = 10_000;

    /** Asterisks within one part of a path: three share out 255 letters within a tenth of a second. */
    private static final int MAX_WITHIN = 3;

    /** Parts that stand for any number of directories. */
    private static final int MAX_ACROSS = 8;

    /** For all names and all patterns together. */
    private static final long MAX_NANOS = Duration.ofSeconds(5).toNanos();

    private int patterns = MAX_PATTERNS;
    private long spent;

    /** Before rules with {@code pattern} are used. */
    void check(String pattern) throws GitException {
        if (--patterns < 0 || !isSimple(pattern)) {
            throw new GitException(Kind.TOO_LARGE);
        }
    }

    /** After a name was held against a pattern since {@code began}, a {@link System#nanoTime}. */
    void spent(long began) throws GitException {
        spent += System.nanoTime() - began;
        if (spent > MAX_NANOS) {
            throw new GitException(Kind.TIMED_OUT);
        }
    }

    private static boolean isSimple(String pattern) {
        int across = 0;
        int within = 0;
        int start = 0;
        while (start <= pattern.length()) {
            int slash = pattern.indexOf('/', start);
            int end = slash < 0 ? pattern.length() : slash;
            if (pattern.startsWith("**", start) && end == start + 2) {
                across++;
            } else {
                within = Math.max(within, asterisks(pattern, start, end));
            }
            start = end + 1;
        }
        return across <= MAX_ACROSS && within <= MAX_WITHIN;
    }

    private static int asterisks(String pattern, int start, int end) {
        int count = 0;
        for (int i = start; i < end; i++) {
            if (pattern.charAt(i) == '\\') {
                i++;
            } else if (pattern.charAt(i) == '*') {
                count++;
            }
        }
        return count;
    }
}
