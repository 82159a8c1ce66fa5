package dev.leeway.agent.format.archive;

import java.util.Arrays;

/** Where the entries of one archive lie and what they are called, sixteen bytes and eight for each, to find overlap and repetition. */
final class EntryPlaces {
    private static final int LOCAL_HEADER = 30;

    private long[] starts = new long[256];
    private long[] ends = new long[256];
    private long[] names = new long[256];
    private int count;
    private boolean ascending = true;

    void add(ArchiveEntry entry) {
        if (count == starts.length) {
            int more = count * 2;
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            names = Arrays.copyOf(names, more);
        }
        long start = entry.headerOffset();
        ascending = ascending && (count == 0 || start >= starts[count - 1]);
        starts[count] = start;
        ends[count] = start + LOCAL_HEADER + entry.nameLength() + entry.compressedSize();
        names[count] = entry.nameHash();
        count++;
    }

    void clear() {
        count = 0;
        ascending = true;
    }

    /** Whether one archive of unusual size made this larger than is worth keeping. */
    boolean isLarge() {
        return starts.length > 1 << 16;
    }

    /** Whether two entries share bytes, or one reaches beyond {@code end}. */
    boolean overlap(long end) {
        if (!ascending) {
            // Sorted apart: intervals are disjoint exactly when the n-th end never lies beyond the next start.
            Arrays.sort(starts, 0, count);
            Arrays.sort(ends, 0, count);
            ascending = true;
        }
        for (int i = 0; i < count; i++) {
            if (ends[i] < 0 || ends[i] > (i + 1 < count ? starts[i + 1] : end)) {
                return true;
            }
        }
        return false;
    }

    /** How many entries have the name of another. */
    int repeated() {
        Arrays.sort(names, 0, count);
        int repeated = 0;
        for (int i = 1; i < count; i++) {
            if (names[i] == names[i - 1]) {
                repeated++;
            }
        }
        return repeated;
    }
}
