package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

/** A store cannot do what it was asked for; the message says why and what to do, and never holds a credential. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public StoreException(String message) {
        super(requireNonNull(message, "message is null"));
    }

    /** With what led to it, whose own text is not shown. */
    public StoreException(String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
    }
}
