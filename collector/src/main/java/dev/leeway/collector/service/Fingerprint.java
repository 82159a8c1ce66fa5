package dev.leeway.collector.service;

import java.util.HashMap;
import java.util.Map;

/** What all hosts of a fleet say of one fact, kept up as hosts say something else, and told by a mark of 128 bits. */
final class Fingerprint {
    private final Map<Long, Integer> said = new HashMap<>();
    private long one;
    private long other;

    /** Two marks are the same where the same hosts say the same. */
    record Mark(long one, long other) {}

    /** Says that a host says {@code what} from now on. */
    void set(long host, int what) {
        Integer before = said.put(host, what);
        if (before != null) {
            add(host, before, -1);
        }
        add(host, what, 1);
    }

    private void add(long host, int what, int sign) {
        long seed = mixed(host * 0x9E3779B97F4A7C15L ^ mixed(what));
        one += sign * seed;
        other += sign * mixed(seed ^ 0xD1B54A32D192ED03L);
    }

    /** The end of the generator SplitMix64, which spreads every bit over all. */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /** What they say now. */
    Mark mark() {
        return new Mark(one, other);
    }
}
