package dev.leeway.schema.fact;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding of the characters that carry meaning in an address: {@code / [ ] { } * %} and control characters.
 *
 * <p>Only these are encoded, so that names stay readable; a literal address therefore never contains a wildcard.
 */
final class AddressText {
    private static final String RESERVED = "/[]{}*%";
    private static final String HEX = "0123456789ABCDEF";

    private AddressText() {}

    static String encode(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (isReserved(raw.charAt(i))) {
                return encodeFrom(raw, i);
            }
        }
        return raw;
    }

    private static String encodeFrom(String raw, int firstReserved) {
        StringBuilder out = new StringBuilder(raw.length() + 8).append(raw, 0, firstReserved);
        for (int i = firstReserved; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (isReserved(c)) {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isReserved(char c) {
        return c < 0x20 || c == 0x7F || RESERVED.indexOf(c) >= 0;
    }

    /**
     * The raw text behind an encoded one.
     *
     * @throws IllegalArgumentException when a percent sign is not followed by two hexadecimal digits
     */
    static String decode(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        byte[] out = new byte[encoded.length() * 3];
        int length = 0;
        int i = 0;
        while (i < encoded.length()) {
            if (encoded.charAt(i) == '%') {
                out[length++] = (byte) hexByte(encoded, i + 1);
                i += 3;
            } else {
                int end = encoded.indexOf('%', i);
                byte[] run =
                        encoded.substring(i, end < 0 ? encoded.length() : end).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(run, 0, out, length, run.length);
                length += run.length;
                i = end < 0 ? encoded.length() : end;
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static int hexByte(String text, int at) {
        if (at + 1 >= text.length()) {
            throw new IllegalArgumentException("'%' without two hexadecimal digits in '" + text + "'");
        }
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("'%' without two hexadecimal digits in '" + text + "'");
        }
        return (high << 4) | low;
    }
}
