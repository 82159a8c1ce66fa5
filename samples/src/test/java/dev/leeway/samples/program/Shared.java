package dev.leeway.samples.program;

/** What tests of one build share, by the names they lock it under. */
public final class Shared {
    /** The container engine of this machine: who starts containers on it sees nobody else's. */
    public static final String ENGINE = "container engine";

    private Shared() {}
}
