package dev.leeway.collector.judge;

/** Knows how long a drift has been there. */
public interface Ages {
    /** Whole days since the drift of that id was first seen; 0 where nobody saw it before. */
    int days(String driftId);
}
