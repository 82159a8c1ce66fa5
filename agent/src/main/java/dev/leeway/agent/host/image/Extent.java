package dev.leeway.agent.host.image;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A part of something that can be read anywhere.
 *
 * @param source where it lies
 * @param offset where it begins there
 * @param size in bytes
 */
record Extent(ByteSource source, long offset, long size) {
    Extent {
        requireNonNull(source, "source is null");
        if (offset < 0 || size < 0) {
            throw new IllegalArgumentException("no extent begins before its source or is smaller than nothing");
        }
    }

    /** A part of this; its end must lie within. */
    Extent part(long from, long length) {
        if (from < 0 || length < 0 || from > size - length) {
            throw new IllegalArgumentException("a part reaches beyond the whole");
        }
        return new Extent(source, offset + from, length);
    }

    /** Reads at {@code position} within it; -1 at its end. */
    int read(long position, byte[] into, int start, int length) throws IOException {
        if (position >= size) {
            return -1;
        }
        return source.read(offset + position, into, start, (int) Math.min(length, size - position));
    }

    /** The whole of it, which must be small enough for memory. */
    byte[] bytes() throws IOException {
        byte[] all = new byte[Math.toIntExact(size)];
        int length = 0;
        while (length < all.length) {
            int count = read(length, all, length, all.length - length);
            if (count < 0) {
                throw new EOFException("shorter than announced");
            }
            length += count;
        }
        return all;
    }

    /** Its bytes in order; tells through {@code available} whether more follow. */
    InputStream stream() {
        return new Stream();
    }

    /** Its bytes at any place, for reading. */
    SeekableByteChannel channel() {
        return new Channel();
    }

    private final class Stream extends InputStream {
        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = Extent.this.read(position, into, start, length);
            position += Math.max(count, 0);
            return count;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.max(0, Math.min(count, size - position));
            position += skipped;
            return skipped;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, size - position);
        }
    }

    private final class Channel implements SeekableByteChannel {
        private long position;
        private boolean open = true;

        @Override
        public int read(ByteBuffer into) throws IOException {
            check();
            if (!into.hasRemaining()) {
                return 0;
            }
            if (into.hasArray()) {
                int count = Extent.this.read(
                        position, into.array(), into.arrayOffset() + into.position(), into.remaining());
                advance(count);
                into.position(into.position() + Math.max(count, 0));
                return count;
            }
            byte[] some = new byte[Math.min(into.remaining(), 1 << 16)];
            int count = Extent.this.read(position, some, 0, some.length);
            advance(count);
            into.put(some, 0, Math.max(count, 0));
            return count;
        }

        private void advance(int count) {
            position += Math.max(count, 0);
        }

        private void check() throws ClosedChannelException {
            if (!open) {
                throw new ClosedChannelException();
            }
        }

        @Override
        public long position() throws IOException {
            check();
            return position;
        }

        @Override
        public SeekableByteChannel position(long to) throws IOException {
            check();
            if (to < 0) {
                throw new IllegalArgumentException("negative position");
            }
            position = to;
            return this;
        }

        @Override
        public long size() throws IOException {
            check();
            return size;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long to) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
