package dev.leeway.schema.json;

import java.nio.charset.StandardCharsets;

/** Decodes one text that has escapes or characters beyond ASCII; used once. */
final class JsonText {
    private final JsonIn in;
    private final JsonWindow window;
    private final int max;
    private final StringBuilder text = new StringBuilder();
    private long length;
    private boolean escaped;

    JsonText(JsonIn in, JsonWindow window, int max) {
        this.in = in;
        this.window = window;
        this.max = max;
    }

    /** Whether there was an escape. */
    boolean escaped() {
        return escaped;
    }

    /** The text that opens at the position and begins with so many plain characters. */
    String read(int asciiLength) throws FormatException {
        text.append(new String(window.buffer, window.position + 1, asciiLength, StandardCharsets.US_ASCII));
        window.position += asciiLength + 1;
        length = asciiLength;
        for (int b = take(); b != '"'; b = take()) {
            if (b == '\\') {
                escape();
            } else if (b < ' ') {
                throw in.error("a control character in a text", "write it as an escape");
            } else if (b < 0x80) {
                text.append((char) b);
            } else {
                encoded(b);
            }
        }
        return text.toString();
    }

    /** The next byte, from 0 to 255. */
    private int take() throws FormatException {
        if (window.position == window.limit && !window.more()) {
            throw in.early();
        }
        in.checkLength(length++, max);
        return window.buffer[window.position++] & 0xFF;
    }

    private void encoded(int first) throws FormatException {
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        int point = first & (0x3F >> more);
        for (int i = 0; i < more; i++) {
            int b = take();
            if ((b & 0xC0) != 0x80) {
                throw notUtf8();
            }
            point = (point << 6) | (b & 0x3F);
        }
        int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
        if (first < 0xC2 || first > 0xF4 || point < least || point > 0x10FFFF || isSurrogate(point)) {
            throw notUtf8();
        }
        text.appendCodePoint(point);
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private FormatException notUtf8() {
        return in.error("not UTF-8", "save it as UTF-8, or fetch it again");
    }

    private void escape() throws FormatException {
        escaped = true;
        int b = take();
        switch (b) {
            case '"', '\\', '/' -> text.append((char) b);
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> unit();
            default -> throw in.error("an unknown escape in a text", JsonIn.FETCH_AGAIN);
        }
    }

    private void unit() throws FormatException {
        char first = hex();
        if (!Character.isSurrogate(first)) {
            text.append(first);
            return;
        }
        if (Character.isHighSurrogate(first) && take() == '\\' && take() == 'u') {
            char second = hex();
            if (Character.isLowSurrogate(second)) {
                text.append(first).append(second);
                return;
            }
        }
        throw in.error("half of a surrogate pair", "write the whole character");
    }

    private char hex() throws FormatException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(take(), 16);
            if (digit < 0) {
                throw in.error("an escape without four hexadecimal digits", JsonIn.FETCH_AGAIN);
            }
            unit = (unit << 4) | digit;
        }
        return (char) unit;
    }
}
