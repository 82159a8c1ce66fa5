package dev.leeway.collector.identity;

/** Whose it is to send a notice. */
public enum Claim {
    /** Nobody's so far, or the caller's now. */
    FREE,
    /** Somebody is about to send it, or ended over it. */
    PENDING,
    /** It was sent, and need not be sent again yet. */
    SENT
}
