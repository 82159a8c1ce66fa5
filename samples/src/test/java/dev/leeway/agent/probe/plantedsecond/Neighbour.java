package dev.leeway.agent.probe.plantedsecond;

/** What another probe must not see. */
public final class Neighbour {
    /** A name worth stealing. */
    public static final String NAME = Neighbour.class.getSimpleName();

    private Neighbour() {}
}
