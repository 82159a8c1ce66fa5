package dev.leeway.collector.compare;

/** Counts facts as they were compared between pairs of environments; two counts add up. */
public final class PairCounts {
    /** All hosts of a side. */
    public static final long WHOLE = 1_000_000;

    private int compared;
    private int same;
    private int unknown;
    private int notComparable;
    private int presenceOnly;
    private int allowed;
    /** In millionths, so that shares add up to the same in any order. */
    private long unseen;

    /** Counts {@code facts} that stand in one way. */
    public void add(PairStanding standing, int facts) {
        switch (standing) {
            case SAME -> same += facts;
            case SAME_PRESENCE -> {
                same += facts;
                presenceOnly += facts;
            }
            case UNKNOWN -> unknown += facts;
            case NOT_COMPARABLE -> notComparable += facts;
            case DIFFERENT, MISSING_EARLIER, MISSING_LATER, TIED -> {}
        }
        if (standing != PairStanding.UNKNOWN && standing != PairStanding.NOT_COMPARABLE) {
            compared += facts;
        }
    }

    /** Adds what {@code other} counted. */
    void add(PairCounts other) {
        compared += other.compared;
        same += other.same;
        unknown += other.unknown;
        notComparable += other.notComparable;
        presenceOnly += other.presenceOnly;
        allowed += other.allowed;
        unseen += other.unseen;
    }

    /** Notes that {@code facts} of those counted differ as the policy allows. */
    public void allow(int facts) {
        allowed += facts;
    }

    /**
     * Notes that of {@code facts} that were compared not every host of a side was seen.
     *
     * @param share how large a part of the hosts was not, from 0 to {@link #WHOLE}
     */
    public void miss(int facts, long share) {
        unseen += facts * share;
    }

    /** What hosts that were not seen leave open of the facts compared, in facts, rounded up. */
    public int unseen() {
        return (int) ((unseen + WHOLE - 1) / WHOLE);
    }

    /** Of those compared, the ones that differ as the policy allows. */
    public int allowed() {
        return allowed;
    }

    /** Facts observed on both sides and comparable. */
    public int compared() {
        return compared;
    }

    /** Of those compared, the ones that are the same. */
    public int same() {
        return same;
    }

    /** Facts of which a side was not observed. */
    public int unknown() {
        return unknown;
    }

    /** Facts observed on both sides whose values cannot be held against each other. */
    public int notComparable() {
        return notComparable;
    }

    /** Secrets among the same of which only the presence could be compared. */
    public int presenceOnly() {
        return presenceOnly;
    }
}
