package dev.leeway.agent.deliver.http;

/** Nothing came of speaking to a collector. */
public final class TroubleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    TroubleException(Trouble trouble) {
        super(trouble.what());
        this.trouble = trouble;
    }

    TroubleException(Trouble trouble, Throwable cause) {
        super(trouble.what(), cause);
        this.trouble = trouble;
    }

    /** What it was. */
    public Trouble trouble() {
        return trouble;
    }
}
