package dev.leeway.schema.report;

import java.util.List;

/**
 * How much was compared, in facts of the shared scopes; what was not observed never counts as parity.
 *
 * @param compared facts whose sides were all observed and comparable
 * @param same of those, the ones that are the same
 * @param withinLeeway of those, the ones that differ as the policy allows
 * @param unknown facts of which at least one side was not observed
 * @param notComparable facts observed on all sides whose values cannot be held against each other
 * @param presenceOnly secrets of {@code compared} of which only the presence could be compared
 * @param unseen what hosts that could not be seen leave open of {@code compared}, in facts: where one of three hosts of a
 *     side was not seen, a third of each of its facts; rounded up
 * @param gaps what was not observed, by name
 * @param probes the same by probe, in the order of the alphabet
 */
public record Coverage(
        int compared,
        int same,
        int withinLeeway,
        int unknown,
        int notComparable,
        int presenceOnly,
        int unseen,
        List<Gap> gaps,
        List<ProbeCoverage> probes) {
    private static final int WHOLE = 1000;

    public Coverage {
        gaps = List.copyOf(gaps);
        probes = List.copyOf(probes);
    }

    /** A coverage of which nobody knows how it falls to probes. */
    public Coverage(
            int compared,
            int same,
            int withinLeeway,
            int unknown,
            int notComparable,
            int presenceOnly,
            int unseen,
            List<Gap> gaps) {
        this(compared, same, withinLeeway, unknown, notComparable, presenceOnly, unseen, gaps, List.of());
    }

    /** A coverage for which every host of the sides was seen, or none. */
    public Coverage(
            int compared,
            int same,
            int withinLeeway,
            int unknown,
            int notComparable,
            int presenceOnly,
            List<Gap> gaps) {
        this(compared, same, withinLeeway, unknown, notComparable, presenceOnly, 0, gaps);
    }

    /** The same counts above other gaps. */
    public Coverage withGaps(List<Gap> other) {
        return new Coverage(compared, same, withinLeeway, unknown, notComparable, presenceOnly, unseen, other, probes);
    }

    /** Share of compared facts that are the same or within leeway, in tenths of a percent, rounded down. */
    public int parityPermille() {
        return compared == 0 ? 0 : (int) ((same + (long) withinLeeway) * WHOLE / compared);
    }

    /**
     * Share of all facts that could be compared, in tenths of a percent, rounded down; never the whole while anything at
     * all was not observed.
     */
    public int observedPermille() {
        long all = (long) compared + unknown + notComparable;
        int permille = all == 0 ? 0 : (int) (Math.max(0L, (long) compared - unseen) * WHOLE / all);
        return gaps.isEmpty() ? permille : Math.min(permille, WHOLE - 1);
    }

    /** How many gaps are of unknown size, because nobody holds a fact they may hide: they are in no count. */
    public int unsized() {
        int unsized = 0;
        for (Gap gap : gaps) {
            unsized += gap.facts() == 0 ? 1 : 0;
        }
        return unsized;
    }
}
