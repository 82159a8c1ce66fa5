package dev.leeway.agent.host.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails instead of going on for ever. */
final class BoundedStream extends FilterInputStream {
    private long left;

    /** At most {@code most} bytes of {@code stream}. */
    BoundedStream(InputStream stream, long most) {
        super(stream);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        take(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        take(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(count);
        take(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void take(long count) throws TooLongException {
        left -= count;
        if (left < 0) {
            throw new TooLongException();
        }
    }

    /** There was more. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("longer than is taken");
        }
    }
}
