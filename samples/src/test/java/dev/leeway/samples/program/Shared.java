package dev.leeway.samples.program;

/** What tests of one build share, by the names they lock it under. */
public final class Shared {
    /** The container engine of this machine: who starts containers on it sees nobody else's. */
    public static final String ENGINE = "container engine";

    /**
     * Orders, with a number added, classes that take long before the rest, so that none of them is left over alone. Two of three
     * threads take classes from this end of the list, and one from the other: those that wait for each other alternate with those
     * that do not, so that no thread stands still.
     */
    public static final int EARLY = 0;

    private Shared() {}
}
