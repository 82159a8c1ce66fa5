package dev.leeway.collector.notify;

import static java.util.Objects.requireNonNull;

/** A message did not arrive; the message of this says why, without any secret or text of the other side. */
final class NotSentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    /**
     * Why.
     *
     * @param passing whether it may arrive if it is tried again
     */
    NotSentException(String message, boolean passing) {
        super(requireNonNull(message, "message is null"));
        this.passing = passing;
    }

    boolean isPassing() {
        return passing;
    }
}
