package dev.leeway.agent.redact;

/** A text is not a fleet key; says where and what to do, and never what stood there. */
public final class FleetKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A refusal with {@code message}, which must not repeat the text. */
    FleetKeyException(String message) {
        super(message);
    }
}
