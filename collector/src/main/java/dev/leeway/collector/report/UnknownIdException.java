package dev.leeway.collector.report;

import static java.util.Objects.requireNonNull;

/** An id stands for nothing in a report, or for more than one thing; the message says what to do. */
public final class UnknownIdException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownIdException(String message) {
        super(requireNonNull(message, "message is null"));
    }
}
