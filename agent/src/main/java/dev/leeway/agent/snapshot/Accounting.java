package dev.leeway.agent.snapshot;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * How costs are kept account of while a snapshot is taken.
 *
 * @param meter asked by each probe's thread
 * @param ledger told of each probe once, from the thread that takes the snapshot
 */
public record Accounting(Meter meter, Consumer<ProbeCost> ledger) {
    /** Nobody wants to know. */
    public static final Accounting NONE = new Accounting(Meter.NONE, cost -> {});

    public Accounting {
        requireNonNull(meter, "meter is null");
        requireNonNull(ledger, "ledger is null");
    }
}
