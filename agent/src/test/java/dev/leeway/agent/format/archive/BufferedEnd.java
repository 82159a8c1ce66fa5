package dev.leeway.agent.format.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file read in windows: many small reads close to each other, as of a zip directory, ask the system once. */
final class BufferedEnd implements SeekableByteChannel {
    private static final int WINDOW = 256 << 10;

    private final SeekableByteChannel file;
    private final long size;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW);
    private long start;
    private long position;

    private BufferedEnd(SeekableByteChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
        load(Math.max(0, size - WINDOW));
    }

    static BufferedEnd of(Path file) throws IOException {
        return new BufferedEnd(Files.newByteChannel(file));
    }

    private void load(long from) throws IOException {
        start = from;
        window.clear();
        file.position(from);
        while (window.hasRemaining() && file.read(window) >= 0) {
            // Until the window is full, or the file ends.
        }
        window.flip();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= size) {
            return -1;
        }
        if (position < start || position >= start + window.limit()) {
            load(position);
        }
        window.position((int) (position - start));
        int length = Math.min(target.remaining(), window.remaining());
        target.put(target.position(), window, window.position(), length);
        target.position(target.position() + length);
        position += length;
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new UnsupportedOperationException("read only");
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new UnsupportedOperationException("read only");
    }
}
