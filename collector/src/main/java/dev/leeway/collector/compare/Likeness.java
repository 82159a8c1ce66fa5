package dev.leeway.collector.compare;

/** How two values stand to each other. */
public enum Likeness {
    SAME,
    /** Two secrets of which only the presence can be compared, and both are there. */
    SAME_PRESENCE,
    DIFFERENT,
    /** Nothing may be concluded: tags of different keys, or a value that was not carried. */
    NOT_COMPARABLE;

    /** Whether nothing was seen to differ. */
    public boolean same() {
        return this == SAME || this == SAME_PRESENCE;
    }
}
