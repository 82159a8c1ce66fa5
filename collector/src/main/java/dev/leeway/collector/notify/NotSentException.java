package dev.leeway.collector.notify;

import static java.util.Objects.requireNonNull;

/** A message did not arrive, or not everywhere; the message of this says why, without any secret or text of the other side. */
final class NotSentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;
    private final boolean partly;

    /**
     * Why.
     *
     * @param passing whether it may arrive if it is tried again
     */
    NotSentException(String message, boolean passing) {
        this(message, passing, false);
    }

    private NotSentException(String message, boolean passing, boolean partly) {
        super(requireNonNull(message, "message is null"));
        this.passing = passing;
        this.partly = partly;
    }

    /** Why some do not have it, where the others do: sent again, it would come to these twice. */
    static NotSentException partly(String message) {
        return new NotSentException(message, false, true);
    }

    boolean isPassing() {
        return passing;
    }

    boolean isPartly() {
        return partly;
    }
}
