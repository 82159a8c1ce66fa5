package dev.leeway.collector.store;

import static java.util.Objects.requireNonNull;

/** A store cannot do what it was asked for; the message says why and what to do, and never holds a credential. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean noRoom;

    /** With a message for people. */
    public StoreException(String message) {
        super(requireNonNull(message, "message is null"));
        this.noRoom = false;
    }

    /** With what led to it, whose own text is not shown. */
    public StoreException(String message, Throwable cause) {
        this(message, cause, false);
    }

    /** The same, where it may be that the disk is full. */
    public StoreException(String message, Throwable cause, boolean noRoom) {
        super(requireNonNull(message, "message is null"), cause);
        this.noRoom = noRoom;
    }

    /** Whether the disk is full, so that it will do as soon as there is room again. */
    public boolean noRoom() {
        return noRoom;
    }
}
