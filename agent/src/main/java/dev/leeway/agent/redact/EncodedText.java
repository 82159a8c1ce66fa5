package dev.leeway.agent.redact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Looks behind base64, hexadecimal and percent-encoding, one layer deep. */
final class EncodedText {
    /** Shorter runs hide nothing that could be known again. */
    static final int MIN_RUN = 16;

    private static final int MIN_HEX = 24;
    private static final int MIN_READABLE = 12;
    private static final int MIN_WHOLE = 4;

    private EncodedText() {}

    /** Adds every run behind which readable text lies, which is behind no name, path or host by chance. */
    static void mark(String text, Spans spans) {
        runs(text, spans, false);
    }

    /** Adds every run behind which the shape of a secret lies. */
    static void markSecrets(String text, Spans spans) {
        runs(text, spans, true);
    }

    /** The readable text behind the whole of {@code text}, short ones included; empty when there is none. */
    static String behind(String text) {
        String stripped = text.strip();
        int end = stripped.length();
        while (end > 0 && stripped.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!inRun(stripped.charAt(i))) {
                return "";
            }
        }
        String decoded = hexDecoded(stripped, 0, end, MIN_WHOLE * 2);
        return decoded.isEmpty() ? base64Decoded(stripped, 0, end, MIN_WHOLE) : decoded;
    }

    private static void runs(String text, Spans spans, boolean onlySecrets) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            boolean slash = false;
            while (end < text.length() && inRun(text.charAt(end))) {
                slash |= text.charAt(end) == '/';
                end++;
            }
            if (end - start >= MIN_RUN) {
                boolean hidden = slash ? pieces(text, start, end, onlySecrets) : piece(text, start, end, onlySecrets);
                if (hidden) {
                    spans.add(start, end);
                }
            }
            start = end + 1;
        }
    }

    private static boolean inRun(char c) {
        return c != '=' && Ascii.isBase64(c);
    }

    /** A run with slashes may be one base64 text or the segments of a path. */
    private static boolean pieces(String text, int start, int end, boolean onlySecrets) {
        if (piece(text, start, end, onlySecrets)) {
            return true;
        }
        int from = start;
        while (from < end) {
            int slash = text.indexOf('/', from);
            int to = slash < 0 || slash > end ? end : slash;
            if (to - from >= MIN_RUN && piece(text, from, to, onlySecrets)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    private static boolean piece(String text, int start, int end, boolean onlySecrets) {
        String decoded = hexDecoded(text, start, end, MIN_HEX);
        if (decoded.isEmpty()) {
            decoded = base64Decoded(text, start, end, MIN_READABLE);
        }
        return !decoded.isEmpty()
                && (!onlySecrets || !SecretFinder.plain(decoded).isEmpty());
    }

    /** The readable text behind hexadecimal digits; empty when there is none. */
    private static String hexDecoded(String text, int start, int end, int min) {
        int length = end - start;
        if (length < min || length % 2 != 0) {
            return "";
        }
        byte[] bytes = new byte[length / 2];
        for (int i = 0; i < bytes.length; i++) {
            int high = Character.digit(text.charAt(start + 2 * i), 16);
            int low = Character.digit(text.charAt(start + 2 * i + 1), 16);
            if (high < 0 || low < 0) {
                return "";
            }
            bytes[i] = (byte) (high << 4 | low);
            if (!readable(bytes[i])) {
                return "";
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The readable text behind base64 of either alphabet; empty when there is none. */
    private static String base64Decoded(String text, int start, int end, int min) {
        byte[] bytes = new byte[(end - start) * 3 / 4];
        int length = 0;
        int bits = 0;
        int held = 0;
        for (int i = start; i < end; i++) {
            bits = bits << 6 | sextet(text.charAt(i));
            held += 6;
            if (held >= 8) {
                held -= 8;
                byte b = (byte) (bits >> held);
                if (!readable(b)) {
                    return "";
                }
                bytes[length++] = b;
            }
        }
        return length < min ? "" : new String(Arrays.copyOf(bytes, length), StandardCharsets.ISO_8859_1);
    }

    private static int sextet(char c) {
        if (Ascii.isUpper(c)) {
            return c - 'A';
        }
        if (Ascii.isLower(c)) {
            return c - 'a' + 26;
        }
        if (Ascii.isDigit(c)) {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : 63;
    }

    private static boolean readable(byte b) {
        return (b >= ' ' && b < 0x7F) || b == '\n' || b == '\r' || b == '\t';
    }

    /** Adds every percent-encoded word where decoding brings a secret to light. */
    static void markPercent(String text, Spans spans) {
        String decoded = Percent.decoded(text);
        if (decoded.equals(text) || (SecretFinder.plain(decoded).isEmpty() && !Randomness.in(decoded))) {
            return;
        }
        int start = 0;
        while (start < text.length()) {
            int end = start;
            boolean encoded = false;
            while (end < text.length() && !Ascii.isSpace(text.charAt(end))) {
                encoded |= text.charAt(end) == '%';
                end++;
            }
            if (encoded) {
                spans.add(start, end);
            }
            start = end + 1;
        }
    }
}
