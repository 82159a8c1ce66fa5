package dev.leeway.schema.snapshot;

/**
 * Snapshots that an agent took since the last one a collector acknowledged, and that nobody will get: nothing is left out of a history
 * without a number.
 *
 * @param coalesced that were equal to the one before them, so that only the times at which they were taken are lost
 * @param dropped that the spool had no room for
 * @param damaged that were set aside because they could not be read back whole
 * @param refused that the collector would not have
 */
public record SpoolCounts(long coalesced, long dropped, long damaged, long refused) {
    /** Nothing is missing. */
    public static final SpoolCounts NONE = new SpoolCounts(0, 0, 0, 0);

    public SpoolCounts {
        if (coalesced < 0 || dropped < 0 || damaged < 0 || refused < 0) {
            throw new IllegalArgumentException("counts are not negative");
        }
    }

    /** Whether every snapshot arrived or waits. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Both together. */
    public SpoolCounts plus(SpoolCounts more) {
        return new SpoolCounts(
                coalesced + more.coalesced, dropped + more.dropped, damaged + more.damaged, refused + more.refused);
    }

    /** What is in these and not in {@code earlier} ones. */
    public SpoolCounts since(SpoolCounts earlier) {
        return new SpoolCounts(
                Math.max(0, coalesced - earlier.coalesced),
                Math.max(0, dropped - earlier.dropped),
                Math.max(0, damaged - earlier.damaged),
                Math.max(0, refused - earlier.refused));
    }
}
