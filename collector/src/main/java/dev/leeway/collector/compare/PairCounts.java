package dev.leeway.collector.compare;

/** Counts facts as they were compared between pairs of environments; two counts add up. */
public final class PairCounts {
    private int compared;
    private int same;
    private int unknown;
    private int notComparable;
    private int presenceOnly;
    private int allowed;

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

    /** Notes that {@code facts} of those counted differ as the policy allows. */
    public void allow(int facts) {
        allowed += facts;
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
