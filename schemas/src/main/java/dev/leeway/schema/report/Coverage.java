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
 * @param gaps what was not observed, by name
 */
public record Coverage(
        int compared, int same, int withinLeeway, int unknown, int notComparable, int presenceOnly, List<Gap> gaps) {
    public Coverage {
        gaps = List.copyOf(gaps);
    }

    /** Share of compared facts that are the same or within leeway, in tenths of a percent, rounded down. */
    public int parityPermille() {
        return compared == 0 ? 0 : (int) ((same + (long) withinLeeway) * 1000 / compared);
    }

    /** Share of all facts that could be compared, in tenths of a percent, rounded down. */
    public int observedPermille() {
        long all = (long) compared + unknown + notComparable;
        return all == 0 ? 0 : (int) (compared * 1000L / all);
    }
}
