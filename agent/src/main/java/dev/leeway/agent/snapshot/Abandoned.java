package dev.leeway.agent.snapshot;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Stops a probe nobody waits for at the next word it says. */
final class Abandoned {
    private Abandoned() {}

    static void check(BooleanSupplier abandoned) {
        if (abandoned.getAsBoolean()) {
            throw new CancellationException("the probe was left behind");
        }
    }
}
