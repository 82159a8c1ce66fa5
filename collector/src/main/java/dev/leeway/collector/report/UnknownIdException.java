package dev.leeway.collector.report;

import static java.util.Objects.requireNonNull;

/** An id stands for nothing in a report, or for more than one thing; the message says what to do. */
public final class UnknownIdException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean nothing;

    private UnknownIdException(String message, boolean nothing) {
        super(requireNonNull(message, "message is null"));
        this.nothing = nothing;
    }

    UnknownIdException(String message) {
        this(message, false);
    }

    /** Where nothing in the report has it. */
    static UnknownIdException ofNothing(String message) {
        return new UnknownIdException(message, true);
    }

    /** Whether it is an id that nothing in the report has. */
    boolean isOfNothing() {
        return nothing;
    }
}
