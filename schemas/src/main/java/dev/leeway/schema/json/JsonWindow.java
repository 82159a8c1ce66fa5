package dev.leeway.schema.json;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The part of a document that is in memory, and where in the document it lies.
 *
 * <p>Its fields are open to {@link JsonIn} alone, whose loops run over them once for every byte.
 */
final class JsonWindow {
    private static final int CAPACITY = 1 << 16;
    private static final int NOTHING_HELD = -1;

    byte[] buffer = new byte[CAPACITY];
    int position;
    int limit;

    private final InputStream in;
    private final String source;
    private final ReadingLimits limits;
    private int held = NOTHING_HELD;
    private long dropped;
    private int line = 1;
    private long lineStart;

    JsonWindow(InputStream in, String source, ReadingLimits limits) {
        this.in = in;
        this.source = source;
        this.limits = limits;
    }

    /** The byte at the position, from 0 to 255; -1 at the end of the document. */
    int peekOrEnd() throws FormatException {
        if (position == limit && !more()) {
            return -1;
        }
        return buffer[position] & 0xFF;
    }

    /** Takes note that the byte at the position ends a line. */
    void newLine() {
        line++;
        lineStart = dropped + position + 1;
    }

    /** Keeps the bytes from the position on, until {@link #release}. */
    void hold() {
        held = position;
    }

    void release() {
        held = NOTHING_HELD;
    }

    /** Whether what was held still is; too long a stretch is let go. */
    boolean holds() {
        return held != NOTHING_HELD;
    }

    /** Where in the buffer the held bytes begin; they end at the position. */
    int heldFrom() {
        return held;
    }

    /** Reads on behind the limit, dropping what lies before the position or the held bytes; false at the end. */
    boolean more() throws FormatException {
        if (holds() && position - held > limits.maxString()) {
            release();
        }
        int keepFrom = holds() ? held : position;
        if (keepFrom > 0) {
            System.arraycopy(buffer, keepFrom, buffer, 0, limit - keepFrom);
            dropped += keepFrom;
            limit -= keepFrom;
            position -= keepFrom;
            held = holds() ? 0 : NOTHING_HELD;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, limit * 2);
        }
        int read = readInto(buffer, limit);
        limit += Math.max(read, 0);
        if (dropped + limit > limits.maxBytes()) {
            throw new FormatException(
                    source,
                    "",
                    "longer than " + limits.maxBytes() + " bytes",
                    "see the reading limits in docs/format.md");
        }
        return read > 0;
    }

    private int readInto(byte[] target, int from) throws FormatException {
        try {
            return in.read(target, from, target.length - from);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    static FormatException unreadable(String source, IOException e) {
        if (e instanceof InflationException) {
            String problem = String.valueOf(e.getMessage());
            return new FormatException(
                    source, "", problem, "do not trust this file: fetch it again from its origin", e);
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return new FormatException(source, "", "damaged or cut compressed data", JsonIn.FETCH_AGAIN, e);
        }
        return new FormatException(source, "", "cannot be read", "check the file and its disk, or the connection", e);
    }

    /** {@code line:column}, the column in bytes. */
    String place() {
        return line + ":" + (dropped + position - lineStart + 1);
    }

    String source() {
        return source;
    }
}
