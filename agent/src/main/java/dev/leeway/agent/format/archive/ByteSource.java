package dev.leeway.agent.format.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

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

    /** The file behind {@code channel}, whose size is taken once: a file that grows meanwhile is read as it was. */
    static ByteSource of(SeekableByteChannel channel) throws SkippedException {
        long size;
        try {
            size = channel.size();
        } catch (IOException e) {
            throw new SkippedException(SkipReason.UNREADABLE, "the file cannot be read");
        }
        return new ByteSource() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long position, ByteBuffer target) throws SkippedException {
                requireWithin(position, target.remaining(), size);
                try {
                    channel.position(position);
                    while (target.hasRemaining()) {
                        if (channel.read(target) < 0) {
                            throw new SkippedException(SkipReason.UNREADABLE, "the file shrank while it was read");
                        }
                    }
                } catch (IOException e) {
                    throw new SkippedException(SkipReason.UNREADABLE, "the file cannot be read");
                }
            }
        };
    }

    static void requireWithin(long position, int length, long size) throws SkippedException {
        if (position < 0 || length > size || position > size - length) {
            throw new SkippedException(SkipReason.MALFORMED, "points outside the archive");
        }
    }
}
