package dev.leeway.agent.format.archive;

/** An entry that will be opened, kept after the scan has moved on; sizes in bytes, as the directory declares them. */
record EntryRef(String name, int flags, int method, int crc, long compressedSize, long size, long headerOffset) {
    private static final int ENCRYPTED = 1;
    private static final int STRONGLY_ENCRYPTED = 1 << 6;
    private static final int MASKED = 1 << 13;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** The same entry with its header at {@code offset} of the file. */
    EntryRef at(long offset) {
        return new EntryRef(name, flags, method, crc, compressedSize, size, offset);
    }

    boolean isStored() {
        return method == STORED;
    }

    /** Skips what is encrypted, compressed by an unusual method, or declares a size that cannot be. */
    void requireReadable() throws SkippedException {
        if ((flags & (ENCRYPTED | STRONGLY_ENCRYPTED | MASKED)) != 0) {
            throw new SkippedException(SkipReason.UNREADABLE, "encrypted");
        }
        if (method != STORED && method != DEFLATED) {
            throw new SkippedException(SkipReason.UNREADABLE, "compressed by a method that Java does not read");
        }
        if (method == STORED && compressedSize != size) {
            throw new SkippedException(SkipReason.MALFORMED, "stored, with two sizes");
        }
        if (isImpossible(compressedSize, size)) {
            throw new SkippedException(SkipReason.MALFORMED, "declares more than its bytes can inflate to");
        }
    }

    /** Whether no deflate stream of {@code compressed} bytes holds {@code size} bytes. */
    static boolean isImpossible(long compressed, long size) {
        return compressed < 0 || size < 0 || size / ArchiveLimits.LARGEST_RATIO > compressed;
    }
}
