package dev.leeway.agent.format.archive;

/**
 * How far one archive file is looked into; each bound counts over the file and everything nested in it, unless it says
 * otherwise.
 *
 * @param depth levels of archives within archives; 0 looks at the file's own entries only
 * @param archives nested archives that are opened
 * @param entries entries of one archive
 * @param totalEntries entries of all archives
 * @param directoryBytes bytes of one archive's central directory
 * @param metadataBytes bytes of one manifest, pom or properties file
 * @param metadataEntries such files in one archive
 * @param nestedBytes inflated bytes of one nested archive that is not stored plainly
 * @param inflatedBytes bytes inflated altogether, which bounds the time
 * @param heldBytes bytes of nested archives in memory at one time
 */
public record ArchiveLimits(
        int depth,
        int archives,
        int entries,
        int totalEntries,
        long directoryBytes,
        int metadataBytes,
        int metadataEntries,
        long nestedBytes,
        long inflatedBytes,
        int heldBytes) {
    /** Deflate cannot make more than this many bytes out of one; what declares more lies or overlaps. */
    static final int LARGEST_RATIO = 1032;

    private static final int MIB = 1 << 20;

    public ArchiveLimits {
        if (depth < 0 || archives < 0 || entries < 0 || totalEntries < 0 || metadataBytes < 0 || metadataEntries < 0) {
            throw new IllegalArgumentException("a negative limit");
        }
        if (directoryBytes < 0 || nestedBytes < 0 || inflatedBytes < 0 || heldBytes < 0) {
            throw new IllegalArgumentException("a negative limit");
        }
    }

    /** Room for the largest archives people deploy, within 64 MiB of heap and a few seconds. */
    public static ArchiveLimits standard() {
        return new ArchiveLimits(
                8, 10_000, 400_000, 1_500_000, 128L * MIB, MIB, 2_000, 512L * MIB, 1024L * MIB, 40 * MIB);
    }

    /** These limits with another {@code depth}. */
    public ArchiveLimits withDepth(int levels) {
        return new ArchiveLimits(
                levels,
                archives,
                entries,
                totalEntries,
                directoryBytes,
                metadataBytes,
                metadataEntries,
                nestedBytes,
                inflatedBytes,
                heldBytes);
    }
}
