package dev.leeway.samples.program;

/** What tests of one build share, by the names they lock it under. */
public final class Shared {
    /** The container engine of this machine: who starts containers on it sees nobody else's. */
    public static final String ENGINE = "container engine";

    /** Orders classes that take long, or wait for each other, before the rest, so that none of them is left over alone. */
    public static final int EARLY = 1;

    private Shared() {}
}
