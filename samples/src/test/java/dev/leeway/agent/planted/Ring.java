package dev.leeway.agent.planted;

import dev.leeway.agent.planted.other.RingBack;
import dev.leeway.collector.planted.Reacher;
import java.util.ServiceLoader;
import java.util.logging.Logger;

/** Breaks, in the agent: direction, cycles, streams, logging, generic exceptions, running programs. */
public final class Ring {
    private final RingBack back = new RingBack(this);

    private Ring() {}

    @Override
    public String toString() {
        Logger.getLogger("planted").fine("speaks");
        System.out.println("speaks");
        return back + Reacher.NAME;
    }

    ProcessBuilder program() {
        return new ProcessBuilder("true");
    }

    static Object loaded() {
        return ServiceLoader.load(Runnable.class);
    }

    static void fail() {
        throw new RuntimeException("says nothing");
    }
}
