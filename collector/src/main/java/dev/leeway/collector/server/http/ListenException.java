package dev.leeway.collector.server.http;

import static java.util.Objects.requireNonNull;

/** The collector cannot listen as it was told to; the message says why and what to do. */
public final class ListenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public ListenException(String message) {
        super(requireNonNull(message, "message is null"));
    }

    /** With what led to it, whose own text is not shown. */
    public ListenException(String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
    }
}
