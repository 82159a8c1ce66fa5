package dev.leeway.agent.deliver.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Why nothing came of speaking to a collector.
 *
 * @param what in words, without anything that is secret
 * @param next what to do about it, where waiting does not mend it; may be empty
 * @param passing whether trying again soon may help
 * @param after how long the collector wants to be left alone
 * @param single whether it may be about what was sent alone, and not about whoever sent it
 * @param stranger whether whoever sent it was not believed
 * @param unsure whether what was sent may have been taken all the same
 */
public record Trouble(
        String what,
        String next,
        boolean passing,
        Optional<Duration> after,
        boolean single,
        boolean stranger,
        boolean unsure) {
    public Trouble {
        requireNonNull(what, "what is null");
        requireNonNull(next, "next is null");
        requireNonNull(after, "after is null");
    }

    /** What may pass by itself. */
    static Trouble passing(String what, String next) {
        return new Trouble(what, next, true, Optional.empty(), false, false, false);
    }

    /** What somebody has to mend. */
    static Trouble lasting(String what, String next) {
        return new Trouble(what, next, false, Optional.empty(), false, false, false);
    }

    /** The same, where what was sent may have been taken. */
    Trouble butUnsure() {
        return new Trouble(what, next, passing, after, single, stranger, true);
    }

    /** For people, in one line. */
    public String line() {
        return next.isEmpty() ? what : what + "; " + next;
    }
}
