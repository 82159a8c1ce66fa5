package dev.leeway.agent.probe.custom;

import dev.leeway.agent.spi.FileStat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether somebody else could have written a file.
 *
 * @param owner the user that the agent runs as, who may own such files as root may; empty for root alone
 */
record Trust(OptionalLong owner) {
    private static final int BY_GROUP = 0020;
    private static final int BY_OTHERS = 0002;
    private static final int RUNNABLE = 0111;

    /** What is wrong with it and how to right it, if anything is; goes behind its name. */
    Optional<String> fault(FileStat stat, String what) {
        if (stat.uid() != 0 && (owner.isEmpty() || stat.uid() != owner.getAsLong())) {
            return Optional.of("belongs to user " + stat.uid()
                    + ", who is neither root nor the agent's own user; give it to root: chown root");
        }
        if ((stat.mode() & (BY_GROUP | BY_OTHERS)) != 0) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "may be written by %s (mode %04o); take that away: chmod go-w",
                    (stat.mode() & BY_OTHERS) != 0 ? "everybody" : "its group",
                    stat.mode() & 07777));
        }
        if (what.equals("file") && (stat.mode() & RUNNABLE) != 0) {
            return Optional.of(
                    "is marked as a program; nothing is ever run from here, so write what it would say into a file"
                            + " that is none: chmod a-x");
        }
        return Optional.empty();
    }
}
