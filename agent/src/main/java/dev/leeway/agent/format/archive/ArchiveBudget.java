package dev.leeway.agent.format.archive;

/** What is left of the limits that one archive file and everything in it share. */
final class ArchiveBudget {
    private final ArchiveLimits limits;
    private final NestedMemory memory;
    private long inflated;
    private long held;
    private int archives;
    private int entries;

    ArchiveBudget(ArchiveLimits limits, NestedMemory memory) {
        this.limits = limits;
        this.memory = memory;
    }

    ArchiveLimits limits() {
        return limits;
    }

    /** Counts bytes about to be inflated. */
    void inflate(long bytes) throws SkippedException {
        if (bytes > limits.inflatedBytes() - inflated) {
            throw new SkippedException(SkipReason.LIMIT, "more would be inflated than one file may cost");
        }
        inflated += bytes;
    }

    /** Counts a nested archive about to be opened. */
    void open() throws SkippedException {
        if (archives >= limits.archives()) {
            throw new SkippedException(SkipReason.LIMIT, "more nested archives than are opened in one file");
        }
        archives++;
    }

    /** Takes memory for a nested archive; to be given back by {@link #release}. */
    void hold(long bytes) throws SkippedException {
        if (bytes > limits.heldBytes() - held) {
            throw new SkippedException(SkipReason.LIMIT, "more compressed archives in each other than memory allows");
        }
        if (!memory.take(bytes)) {
            throw new SkippedException(SkipReason.LIMIT, "other files take the memory for compressed archives");
        }
        held += bytes;
    }

    void release(long bytes) {
        held -= bytes;
        memory.release(bytes);
    }

    /** Counts an entry of which {@code before} were seen in the same archive; false when it is one too many. */
    boolean takes(int before) {
        if (before >= limits.entries() || entries >= limits.totalEntries()) {
            return false;
        }
        entries++;
        return true;
    }
}
