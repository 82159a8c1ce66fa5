package dev.leeway.agent.planted.other;

import dev.leeway.agent.planted.Ring;

/** The other half of a cycle. */
public final class RingBack {
    private final Ring ring;

    /** Closes the cycle. */
    public RingBack(Ring ring) {
        this.ring = ring;
    }

    @Override
    public String toString() {
        return ring.getClass().getName();
    }
}
