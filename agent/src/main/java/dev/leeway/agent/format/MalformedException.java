package dev.leeway.agent.format;

/** What was read is not the format it was taken for; the message names the place and never quotes the content. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A fault described by {@code message}: what was expected, and at which byte or line. */
    public MalformedException(String message) {
        super(message);
    }
}
