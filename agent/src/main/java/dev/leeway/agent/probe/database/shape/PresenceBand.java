package dev.leeway.agent.probe.database.shape;

import java.util.Locale;

/** How often something is there; a band, so that single rows more or less do not show. */
public enum PresenceBand {
    /** Without any exception. */
    ALWAYS,
    /** In half of the cases at least. */
    OFTEN,
    /** In one of a hundred at least. */
    SOMETIMES,
    RARE;

    private static final long HALF = 2;
    private static final long HUNDRED = 100;

    /** The word in facts. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The band of {@code holders} among {@code all}.
     *
     * @param holders from 1
     * @param all not less than {@code holders}
     */
    static PresenceBand of(long holders, long all) {
        if (holders >= all) {
            return ALWAYS;
        }
        if (holders >= all - all / HALF) {
            return OFTEN;
        }
        return holders >= all / HUNDRED + (all % HUNDRED == 0 ? 0 : 1) ? SOMETIMES : RARE;
    }
}
