package dev.leeway.schema.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/**
 * Opens compressed streams that end with an error, not with a full memory, when they inflate too far.
 *
 * <p>What is read through them is counted on both sides of the inflating; whoever reads JSON from the result gets the
 * error as a {@link FormatException}.
 */
public final class BoundedInflation {
    /** Below this many inflated bytes no ratio is suspicious. */
    private static final long HARMLESS = 1 << 20;

    private static final int BUFFER = 1 << 15;

    private BoundedInflation() {}

    /** Opens a format of compression over a compressed stream. */
    public interface Opening {
        /** The inflated stream; reads from {@code compressed} only. */
        InputStream open(InputStream compressed) throws IOException;
    }

    /**
     * The inflated stream, bounded by {@link ReadingLimits#maxBytes} and {@link ReadingLimits#maxRatio}.
     *
     * @throws IOException when {@code compressed} does not begin as the format does
     */
    public static InputStream open(InputStream compressed, Opening opening, ReadingLimits limits) throws IOException {
        Counted raw = new Counted(compressed);
        return new Bounded(opening.open(raw), raw, limits);
    }

    /** The stream itself, or its inflated form within {@link ReadingLimits#DEFAULT} where it begins as gzip does. */
    public static InputStream gunzipped(InputStream in) throws IOException {
        return gunzipped(in, ReadingLimits.DEFAULT);
    }

    /** The stream itself, or its inflated form where it begins as gzip does. */
    public static InputStream gunzipped(InputStream in, ReadingLimits limits) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 2);
        byte[] magic = start.readNBytes(2);
        start.unread(magic);
        boolean gzip = magic.length == 2 && magic[0] == (byte) 0x1F && magic[1] == (byte) 0x8B;
        return gzip ? open(start, compressed -> new GZIPInputStream(compressed, BUFFER), limits) : start;
    }

    /** Counts what has been read. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = in.read(target, from, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    /** Compares what has come out with what has gone in. */
    private static final class Bounded extends FilterInputStream {
        private final Counted raw;
        private final ReadingLimits limits;
        private long count;

        Bounded(InputStream in, Counted raw, ReadingLimits limits) {
            super(in);
            this.raw = raw;
            this.limits = limits;
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            counted(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int read = in.read(target, from, length);
            counted(Math.max(read, 0));
            return read;
        }

        private void counted(int more) throws InflationException {
            count += more;
            if (count > limits.maxBytes()) {
                throw new InflationException("inflates to more than " + limits.maxBytes() + " bytes");
            }
            if (count > HARMLESS && count / limits.maxRatio() > raw.count) {
                throw new InflationException("inflates to more than " + limits.maxRatio() + " times its size");
            }
        }
    }
}
