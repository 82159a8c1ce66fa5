package dev.leeway.agent.format.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file behind a channel, whose size is taken once: a file that grows meanwhile is read as it was.
 *
 * <p>What is small is read with its surroundings, for headers and metadata lie close together.
 */
final class FileSource implements ByteSource {
    /** The window that serves one reader's archives, one after the other, has this many bytes. */
    static final int WINDOW = 1 << 12;

    private final SeekableByteChannel channel;
    private final long size;
    private final byte[] window;
    private long windowStart;
    private int windowLength;

    /** @param window {@link #WINDOW} bytes that are this source's as long as it is read */
    FileSource(SeekableByteChannel channel, byte[] window) throws SkippedException {
        this.channel = channel;
        this.window = window;
        try {
            size = channel.size();
        } catch (IOException e) {
            throw new SkippedException(SkipReason.UNREADABLE, "the file cannot be read");
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, ByteBuffer target) throws SkippedException {
        int length = target.remaining();
        ByteSource.requireWithin(position, length, size);
        if (length > window.length) {
            fill(position, target);
            return;
        }
        if (position < windowStart || position + length > windowStart + windowLength) {
            windowLength = 0;
            int near = (int) Math.min(window.length, size - position);
            fill(position, ByteBuffer.wrap(window, 0, near));
            windowStart = position;
            windowLength = near;
        }
        target.put(window, (int) (position - windowStart), length);
    }

    private void fill(long position, ByteBuffer target) throws SkippedException {
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
}
