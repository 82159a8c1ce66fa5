package dev.leeway.collector.history;

/** How a drift stood at a moment of the past. */
public enum Standing {
    /** It was there. */
    THERE,
    /** It was seen not to be there. */
    GONE,
    /** Nobody could look. */
    UNSEEN
}
