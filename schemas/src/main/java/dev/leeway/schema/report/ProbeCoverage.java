package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

/**
 * How much of what one probe tells was compared, in facts; the sums over all probes are those of {@link Coverage}.
 *
 * @param probe its name
 * @param compared facts whose sides were all observed and comparable
 * @param same of those, the ones that are the same
 * @param withinLeeway of those, the ones that differ as the policy allows
 * @param unknown facts of which at least one side was not observed
 * @param notComparable facts observed on all sides whose values cannot be held against each other
 */
public record ProbeCoverage(String probe, int compared, int same, int withinLeeway, int unknown, int notComparable) {
    private static final int WHOLE = 1000;

    public ProbeCoverage {
        requireNonNull(probe, "probe is null");
    }

    /** Share of compared facts that are the same or within leeway, in tenths of a percent, rounded down. */
    public int parityPermille() {
        return compared == 0 ? 0 : (int) ((same + (long) withinLeeway) * WHOLE / compared);
    }

    /** Share of all facts that could be compared, in tenths of a percent, rounded down. */
    public int observedPermille() {
        long all = (long) compared + unknown + notComparable;
        return all == 0 ? 0 : (int) ((long) compared * WHOLE / all);
    }
}
