package dev.leeway.agent.host.image;

/** How much of what engines hand out is kept for a whole snapshot, however many containers it comes from. */
final class HandedBudget {
    private long left;

    /** @param bytes in all */
    HandedBudget(long bytes) {
        this.left = bytes;
    }

    /** Whether so many bytes more may be kept; they then count as kept. */
    synchronized boolean take(long bytes) {
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }
}
