package dev.leeway.agent.format.archive;

import java.nio.ByteBuffer;

/** Bytes at positions from 0 to a known size, read without regard to any position of its own. */
interface ByteSource {
    long size();

    /** Fills {@code target} with the bytes from {@code position}; skips when they do not all lie within the size. */
    void read(long position, ByteBuffer target) throws SkippedException;

    /** The {@code length} bytes at {@code from}, without copying them. */
    default ByteSource slice(long from, long length) {
        ByteSource whole = this;
        return new ByteSource() {
            @Override
            public long size() {
                return length;
            }

            @Override
            public void read(long position, ByteBuffer target) throws SkippedException {
                requireWithin(position, target.remaining(), length);
                whole.read(from + position, target);
            }
        };
    }

    static void requireWithin(long position, int length, long size) throws SkippedException {
        if (position < 0 || length > size || position > size - length) {
            throw new SkippedException(SkipReason.MALFORMED, "points outside the archive");
        }
    }
}
