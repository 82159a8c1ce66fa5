package dev.leeway.schema.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes JSON in the canonical form of RFC 8785 (escaping, integers only; the order of members is the caller's) into a
 * reused buffer that is drained when full.
 *
 * <p>Half of a surrogate pair has no form in UTF-8 and is written as U+FFFD.
 */
public final class JsonOut {
    private static final int CAPACITY = 1 << 15;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer = new byte[CAPACITY];
    private final Drain drain;
    private int length;
    private boolean replaced;

    /** Where full buffers go. */
    interface Drain {
        void accept(byte[] bytes, int from, int length) throws IOException;
    }

    /** Something that can be written. */
    public interface Content {
        /** Writes itself. */
        void write(JsonOut out) throws IOException;
    }

    JsonOut(Drain drain) {
        this.drain = drain;
    }

    /** Writes {@code content} to a stream, which is not closed. */
    public static void writing(OutputStream to, Content content) throws IOException {
        JsonOut out = new JsonOut(to::write);
        content.write(out);
        out.flush();
    }

    /** Whether half a surrogate pair was replaced since the start. */
    boolean replaced() {
        return replaced;
    }

    /** Hands over what is still in the buffer. */
    void flush() throws IOException {
        if (length > 0) {
            drain.accept(buffer, 0, length);
            length = 0;
        }
    }

    /** Characters of ASCII as they are. */
    public JsonOut raw(String ascii) throws IOException {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        return this;
    }

    /** What was written before, as it is. */
    JsonOut bytes(byte[] written) throws IOException {
        for (int from = 0; from < written.length; ) {
            if (length == CAPACITY) {
                flush();
            }
            int part = Math.min(written.length - from, CAPACITY - length);
            System.arraycopy(written, from, buffer, length, part);
            length += part;
            from += part;
        }
        return this;
    }

    /** One character of ASCII as it is. */
    public JsonOut raw(char ascii) throws IOException {
        put(ascii);
        return this;
    }

    /** A whole number. */
    public JsonOut number(long number) throws IOException {
        return raw(Long.toString(number));
    }

    /** A key and its colon. */
    public JsonOut key(String name) throws IOException {
        return string(name).raw(':');
    }

    /** A text, quoted and escaped. */
    public JsonOut string(String text) throws IOException {
        put('"');
        int i = plain(text);
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c < 0x80) {
                ascii(c);
            } else if (c < 0x800) {
                put(0xC0 | (c >> 6));
                put(0x80 | (c & 0x3F));
            } else if (Character.isSurrogate(c)) {
                i = surrogates(text, i - 1);
            } else {
                unit(c);
            }
        }
        put('"');
        return this;
    }

    /** Copies what stands for itself at the beginning of {@code text}, mostly all of it; gives how much that was. */
    private int plain(String text) {
        int count = Math.min(text.length(), CAPACITY - length);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F || c == '"' || c == '\\') {
                count = i;
            } else {
                buffer[length + i] = (byte) c;
            }
        }
        length += count;
        return count;
    }

    private void unit(int c) throws IOException {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }

    private int surrogates(String text, int at) throws IOException {
        int point = text.codePointAt(at);
        if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
            replaced = true;
            unit(0xFFFD);
            return at + 1;
        }
        put(0xF0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3F));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
        return at + 2;
    }

    private void ascii(char c) throws IOException {
        if (c >= ' ' && c != '"' && c != '\\') {
            put(c);
            return;
        }
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> {
                raw("u00");
                put(HEX[c >> 4]);
                put(HEX[c & 0xF]);
            }
        }
    }

    private void put(int b) throws IOException {
        if (length == CAPACITY) {
            flush();
        }
        buffer[length++] = (byte) b;
    }
}
