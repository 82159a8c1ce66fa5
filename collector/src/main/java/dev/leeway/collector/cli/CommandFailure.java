package dev.leeway.collector.cli;

import static java.util.Objects.requireNonNull;

/** Something the user can put right; the message says what is wrong and what to do. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(requireNonNull(message, "message is null"));
    }

    CommandFailure(String message, Throwable cause) {
        super(requireNonNull(message, "message is null"), cause);
    }
}
