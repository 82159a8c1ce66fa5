package dev.leeway.collector.store;

import dev.leeway.schema.json.ReadingLimits;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacked bytes that end in an error once there are more of them than an honest input has. */
final class InflatedInput extends FilterInputStream {
    /** Below this many bytes any ratio is harmless. */
    private static final long HARMLESS = 1 << 20;

    private final CountedInput packed;
    private final ReadingLimits limits;
    private long count;

    InflatedInput(InputStream inflating, CountedInput packed, ReadingLimits limits) {
        super(inflating);
        this.packed = packed;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        counted(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        counted(Math.max(read, 0));
        return read;
    }

    private void counted(int bytes) throws TooLargeException {
        count += bytes;
        if (count > limits.maxBytes() || (count > HARMLESS && count / limits.maxRatio() > packed.count())) {
            throw new TooLargeException();
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** There was more inside than is accepted. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
