package dev.leeway.agent.format.archive;

/** A part of an archive cannot or may not be read; ends as a {@link Skipped}. */
final class SkippedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SkipReason reason;

    SkippedException(SkipReason reason, String what) {
        super(what);
        this.reason = reason;
    }

    SkipReason reason() {
        return reason;
    }

    String what() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
