package dev.leeway.schema.fact;

import java.util.Arrays;

/**
 * Percent-encoding of the characters that carry meaning in an address: {@code / [ ] { } * %} and control characters.
 *
 * <p>Only these are encoded, so that names stay readable; a literal address therefore never contains a wildcard, and one raw
 * text has one encoded form. Half of a surrogate pair, which UTF-8 cannot carry, becomes U+FFFD.
 */
final class AddressText {
    private static final boolean[] RESERVED = reserved();
    private static final String HEX = "0123456789ABCDEF";

    private AddressText() {}

    static String encode(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (isForeign(raw, i)) {
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
                out.append(isForeign(raw, i) ? '\uFFFD' : c);
            }
        }
        return out.toString();
    }

    private static boolean isReserved(char c) {
        return c < RESERVED.length && RESERVED[c];
    }

    private static boolean[] reserved() {
        boolean[] reserved = new boolean[0x80];
        Arrays.fill(reserved, 0, 0x20, true);
        reserved[0x7F] = true;
        "/[]{}*%".chars().forEach(c -> reserved[c] = true);
        return reserved;
    }

    /** Whether a character must be encoded, or is half of a surrogate pair and must be replaced. */
    private static boolean isForeign(String raw, int at) {
        char c = raw.charAt(at);
        return isReserved(c) || (Character.isSurrogate(c) && isHalf(raw, at));
    }

    private static boolean isHalf(String raw, int at) {
        char c = raw.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 == raw.length() || !Character.isLowSurrogate(raw.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(raw.charAt(at - 1));
    }

    /**
     * Whether a stretch of text is what {@link #encode} makes of some raw text: everything reserved is encoded, with
     * upper-case digits, and nothing else is. Without this one address could be written in two ways.
     */
    static boolean isEncoded(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int decoded = i + 2 < to ? hexByte(text, i + 1) : -1;
                if (decoded < 0 || !isReserved((char) decoded)) {
                    return false;
                }
                i += 2;
            } else if (isForeign(text, i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The raw text behind an encoded one.
     *
     * @throws IllegalArgumentException when {@code encoded} is not what {@link #encode} writes
     */
    static String decode(String encoded) {
        if (!isEncoded(encoded, 0, encoded.length())) {
            throw new IllegalArgumentException(
                    "'" + encoded + "' is not percent-encoded as addresses are: / [ ] { } * %"
                            + " and control characters, and only these, are written as % and two upper-case digits");
        }
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        StringBuilder raw = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                raw.append((char) hexByte(encoded, i + 1));
                i += 2;
            } else {
                raw.append(c);
            }
        }
        return raw.toString();
    }

    private static int hexByte(String text, int at) {
        int high = HEX.indexOf(text.charAt(at));
        int low = HEX.indexOf(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }
}
