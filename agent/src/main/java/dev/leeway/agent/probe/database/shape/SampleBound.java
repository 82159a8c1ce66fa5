package dev.leeway.agent.probe.database.shape;

import java.util.Locale;

/** What a sample says of that which it does not hold. */
public final class SampleBound {
    /** By the rule of three: what is in a share of 3/n of all rows is missed by n of them in one of twenty samples. */
    private static final long RULE_OF_THREE = 3;

    private static final long LEAST = 10;

    private SampleBound() {}

    /**
     * In words, with two digits, so that a row more or less changes nothing.
     *
     * @param drawn documents that were drawn as if by chance; those taken from the ends of a table do not count
     */
    public static String of(long drawn) {
        long rarest = drawn / RULE_OF_THREE;
        if (rarest < LEAST) {
            return "shapes may be unseen, however common";
        }
        long step = 1;
        while (rarest / step >= 100) {
            step *= 10;
        }
        return String.format(Locale.ROOT, "shapes rarer than 1 in %,d may be unseen (95 %%)", rarest / step * step);
    }

    /** Where every document was read. */
    public static String none() {
        return "none: every row was read";
    }
}
