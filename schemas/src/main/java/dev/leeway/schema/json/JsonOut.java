package dev.leeway.schema.json;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes JSON in the canonical form of RFC 8785 (escaping, integers only; the order of members is the caller's) into a
 * reused buffer that is drained when full.
 */
final class JsonOut {
    private static final int CAPACITY = 1 << 15;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] buffer = new byte[CAPACITY];
    private final Drain drain;
    private int length;

    /** Where full buffers go. */
    interface Drain {
        void accept(byte[] bytes, int length);
    }

    JsonOut(Drain drain) {
        this.drain = drain;
    }

    /** Writes {@code content} to a stream. */
    static void writing(OutputStream to, Consumer<JsonOut> content) throws IOException {
        JsonOut out = new JsonOut((bytes, length) -> {
            try {
                to.write(bytes, 0, length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            content.accept(out);
            out.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Hands over what is still in the buffer. */
    void flush() {
        if (length > 0) {
            drain.accept(buffer, length);
            length = 0;
        }
    }

    /** Characters of ASCII as they are. */
    JsonOut raw(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        return this;
    }

    JsonOut raw(char ascii) {
        put(ascii);
        return this;
    }

    JsonOut number(long number) {
        return raw(Long.toString(number));
    }

    /** A key and its colon. */
    JsonOut key(String name) {
        return string(name).raw(':');
    }

    JsonOut string(String text) {
        put('"');
        int i = 0;
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
                put(0xE0 | (c >> 12));
                put(0x80 | ((c >> 6) & 0x3F));
                put(0x80 | (c & 0x3F));
            }
        }
        put('"');
        return this;
    }

    private int surrogates(String text, int at) {
        int point = text.codePointAt(at);
        if (point < 0x10000) {
            throw new IllegalArgumentException("a text with half of a surrogate pair has no JSON form");
        }
        put(0xF0 | (point >> 18));
        put(0x80 | ((point >> 12) & 0x3F));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
        return at + 2;
    }

    private void ascii(char c) {
        if (c >= 0x20 && c != '"' && c != '\\') {
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
                put('u');
                put('0');
                put('0');
                put(HEX[c >> 4]);
                put(HEX[c & 0xF]);
            }
        }
    }

    private void put(int b) {
        if (length == CAPACITY) {
            flush();
        }
        buffer[length++] = (byte) b;
    }
}
