package dev.leeway.agent.format.archive;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Where an archive's directory lies, and a walk over it in pieces of fixed size. */
final class CentralDirectory {
    private static final int END = 22;
    private static final int END_SIGNATURE = 0x0605_4B50;
    private static final int LONG_END = 56;
    private static final int LONG_END_SIGNATURE = 0x0606_4B50;
    private static final int LOCATOR = 20;
    private static final int LOCATOR_SIGNATURE = 0x0706_4B50;
    private static final int RECORD_SIGNATURE = 0x0201_4B50;
    private static final int NEAR = 1 << 12;
    private static final int FARTHEST = END + 0xFFFF;
    /** Room for the longest record, whose name, extra and comment are 64 KiB each. */
    private static final int BUFFER = 1 << 18;

    private final ByteSource source;
    private final ByteBuffer buffer;
    private final byte[] bytes;
    private final ArchiveEntry entry;
    private long start;
    private long size;
    private long base;
    private long declared;
    private int at;
    private long loaded;

    /** The directory of {@code source}, walked through {@code room}, which serves one walk at a time. */
    CentralDirectory(ByteSource source, byte[] room) {
        this.source = source;
        bytes = room;
        buffer = ByteBuffer.wrap(room);
        entry = new ArchiveEntry(bytes);
    }

    /** Room with which any directory can be walked, one at a time. */
    static byte[] room() {
        return new byte[BUFFER];
    }

    /** Finds the directory; skips when this is no zip archive or the directory is too large. */
    void locate(ArchiveLimits limits) throws SkippedException {
        long end = findEnd();
        read(end, END);
        int disks = LittleEndian.uint16(bytes, 4) | LittleEndian.uint16(bytes, 6);
        declared = LittleEndian.uint16(bytes, 10);
        size = LittleEndian.uint32(bytes, 12);
        long offset = LittleEndian.uint32(bytes, 16);
        boolean isLong = declared == 0xFFFF || size == 0xFFFF_FFFFL || offset == 0xFFFF_FFFFL;
        if (isLong && end >= LOCATOR) {
            long longEnd = findLongEnd(end);
            if (longEnd >= 0) {
                declared = LittleEndian.int64(bytes, 32);
                size = LittleEndian.int64(bytes, 40);
                offset = LittleEndian.int64(bytes, 48);
                end = longEnd;
                disks = 0;
            }
        }
        if (disks != 0 && disks != 0xFFFF) {
            throw new SkippedException(SkipReason.MALFORMED, "one part of an archive in several files");
        }
        start = end - size;
        base = start - offset;
        if (size < 0 || size > end || offset < 0 || base < 0) {
            throw new SkippedException(SkipReason.MALFORMED, "its directory lies outside the file");
        }
        if (size > limits.directoryBytes()) {
            throw new SkippedException(SkipReason.LIMIT, "its directory is larger than is read");
        }
        buffer.limit(0);
        at = 0;
        loaded = 0;
    }

    /** The next entry, or null at the end; the same object each time. */
    @Nullable ArchiveEntry next() throws SkippedException {
        if (left() == 0) {
            return null;
        }
        require(ArchiveEntry.FIXED);
        if (LittleEndian.int32(bytes, at) != RECORD_SIGNATURE) {
            throw new SkippedException(SkipReason.MALFORMED, "its directory is damaged");
        }
        int length = ArchiveEntry.FIXED
                + LittleEndian.uint16(bytes, at + 28)
                + LittleEndian.uint16(bytes, at + 30)
                + LittleEndian.uint16(bytes, at + 32);
        require(length);
        int here = at;
        at += length;
        entry.moveTo(here);
        return entry;
    }

    /** Whether {@code seen} entries are what the end record declares, which without long fields counts modulo 65,536. */
    boolean declares(long seen) {
        return declared == seen || declared == (seen & 0xFFFF);
    }

    /** What is to be added to an entry's place where something was put before the archive, as a start script is. */
    long base() {
        return base;
    }

    /** Where entries end and the directory begins. */
    long start() {
        return start;
    }

    private long left() {
        return size - loaded + (buffer.limit() - at);
    }

    private void require(int length) throws SkippedException {
        if (buffer.limit() - at >= length) {
            return;
        }
        if (left() < length) {
            throw new SkippedException(SkipReason.MALFORMED, "its directory ends in the middle of an entry");
        }
        buffer.position(at);
        buffer.compact();
        at = 0;
        int kept = buffer.position();
        // A file is asked for no more than it takes to go on in few steps: what is behind a channel is copied once
        // more.
        int more = (int) Math.min(size - loaded, Math.min(buffer.capacity() - kept, Math.max(1 << 16, length - kept)));
        buffer.limit(kept + more);
        source.read(start + loaded, buffer);
        loaded += more;
        buffer.position(0);
    }

    private long findEnd() throws SkippedException {
        long found = findEnd((int) Math.min(NEAR, source.size()));
        if (found < 0) {
            found = findEnd((int) Math.min(FARTHEST, source.size()));
        }
        if (found < 0) {
            throw new SkippedException(SkipReason.MALFORMED, "not a zip archive, or cut off");
        }
        return found;
    }

    private long findEnd(int length) throws SkippedException {
        long from = source.size() - length;
        read(from, length);
        for (int i = length - END; i >= 0; i--) {
            boolean fits = i + END + LittleEndian.uint16(bytes, i + 20) <= length;
            if (fits && LittleEndian.int32(bytes, i) == END_SIGNATURE) {
                return from + i;
            }
        }
        return -1;
    }

    /** Leaves the long end record in the buffer and returns its place, or -1 and whatever was read. */
    private long findLongEnd(long end) throws SkippedException {
        read(end - LOCATOR, LOCATOR);
        if (LittleEndian.int32(bytes, 0) != LOCATOR_SIGNATURE) {
            return -1;
        }
        long declaredAt = LittleEndian.int64(bytes, 8);
        // Where something was put before the archive, the record lies later than declared: right before its locator.
        for (long candidate : new long[] {declaredAt, end - LOCATOR - LONG_END}) {
            if (candidate >= 0 && candidate <= end - LOCATOR - LONG_END) {
                read(candidate, LONG_END);
                if (LittleEndian.int32(bytes, 0) == LONG_END_SIGNATURE) {
                    return candidate;
                }
            }
        }
        throw new SkippedException(SkipReason.MALFORMED, "its long end record is missing");
    }

    private void read(long position, int length) throws SkippedException {
        buffer.clear();
        buffer.limit(length);
        source.read(position, buffer);
        buffer.position(0);
    }
}
