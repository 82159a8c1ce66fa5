package dev.leeway.collector.store.git;

import static java.util.Objects.requireNonNull;

/** A mirror that could not be read or written; the message says where, why and what to do. */
public final class MirrorException extends Exception {
    private static final long serialVersionUID = 1L;

    MirrorException(String message) {
        super(requireNonNull(message, "message is null"));
    }

    MirrorException(String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
    }
}
