package dev.leeway.schema.json;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The characters of one plain or gzipped document in UTF-8, strictly decoded.
 *
 * <p>They end where the document ends, or just before what cannot be read; so whoever parses them stands at the place of
 * the fault when he learns of it.
 */
final class DocumentText extends Reader {
    private static final int CAPACITY = 1 << 14;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Fault NOT_UTF8 = new Fault("not UTF-8", "save it as UTF-8, or fetch it again", null);

    private final InputStream in;
    private final ReadingLimits limits;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY).limit(0);
    private @Nullable InputStream inflated;
    private long length;
    private boolean begun;
    private boolean complete;
    private boolean ended;
    private @Nullable Fault fault;

    /** Why the text ends before the document does. */
    record Fault(String problem, String nextStep, @Nullable IOException cause) {}

    DocumentText(InputStream in, ReadingLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Whether the end was met. */
    boolean ended() {
        return ended;
    }

    /** What ended the text too early; null while nothing has. */
    @Nullable Fault fault() {
        return ended ? fault : null;
    }

    @Override
    public int read(char[] target, int from, int count) {
        CharBuffer chars = CharBuffer.wrap(target, from, count);
        while (fault == null) {
            CoderResult result = decoder.decode(bytes, chars, complete);
            if (result.isError()) {
                fault = NOT_UTF8;
            }
            if (chars.position() > from || complete || result.isOverflow()) {
                break;
            }
            fill();
        }
        int read = chars.position() - from;
        if (read > 0 && !begun && target[from] == BYTE_ORDER_MARK) {
            fault = new Fault("begins with a byte order mark", "save it as UTF-8 without byte order mark", null);
            read = 0;
        }
        begun = true;
        ended = read == 0;
        return ended ? -1 : read;
    }

    private void fill() {
        bytes.compact();
        try {
            if (inflated == null) {
                inflated = BoundedInflation.gunzipped(in, limits);
            }
            int read = inflated.read(bytes.array(), bytes.position(), bytes.remaining());
            complete = read < 0;
            length += Math.max(read, 0);
            bytes.position(bytes.position() + Math.max(read, 0));
        } catch (IOException e) {
            fault = unreadable(e);
        }
        bytes.flip();
        if (length > limits.maxBytes()) {
            fault = new Fault("longer than " + limits.maxBytes() + " bytes", JsonIn.SEE_LIMITS, null);
        }
    }

    private static Fault unreadable(IOException e) {
        if (e instanceof InflationException) {
            return new Fault(
                    String.valueOf(e.getMessage()), "do not trust this file: fetch it again from its origin", e);
        }
        if (e instanceof ZipException || e instanceof EOFException) {
            return new Fault("damaged or cut compressed data", JsonIn.FETCH_AGAIN, e);
        }
        return new Fault("cannot be read", "check the file and its disk, or the connection", e);
    }

    /** Does nothing: the stream is its owner's to close. */
    @Override
    public void close() {}
}
