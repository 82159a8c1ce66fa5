package dev.leeway.collector.digest;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.digest.Part.Sort;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that is no cause and stands for more than a night: it is told when it begins and again after a while, and counted in between.
 *
 * @param kind what it is, which decides where it is told and how it is counted
 * @param key its own while it stands, and another when it begins anew unless it may come and go; at most {@link #LONGEST} characters and some
 * @param line what is told, in one line that is fit to be shown
 * @param detail what is told beneath it, fit to be shown; may be empty
 * @param began when; empty where nobody knows
 */
record Standing(Kind kind, String key, String line, String detail, Optional<Instant> began) {
    private static final int LONGEST = 180;

    Standing {
        requireNonNull(kind, "kind is null");
        requireNonNull(line, "line is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(began, "began is null");
        // What hosts and policies are called has no bound; a key has.
        key = key.length() <= LONGEST ? key : key.substring(0, LONGEST) + "~" + Integer.toHexString(key.hashCode());
    }

    /** What stands. */
    enum Kind {
        SERVICE(Sort.SILENT, "service", "silent"),
        HOST(Sort.SILENT, "host", "silent"),
        ENVIRONMENT(Sort.SILENT, "environment", "silent"),
        CLOCK(Sort.CLOCKS, "clock", "off"),
        WAIVER(Sort.WAIVERS, "waiver", "to renew");

        private final Sort sort;
        private final String noun;
        private final String state;

        Kind(Sort sort, String noun, String state) {
            this.sort = sort;
            this.noun = noun;
            this.state = state;
        }

        Sort sort() {
            return sort;
        }

        String noun() {
            return noun;
        }

        String state() {
            return state;
        }
    }
}
