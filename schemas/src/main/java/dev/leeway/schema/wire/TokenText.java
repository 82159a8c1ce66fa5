package dev.leeway.schema.wire;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * How a token is written: a prefix that tells its kind, 160 bits of chance and a checksum, by which one that was cut or mistyped is
 * known on the host already and is never sent.
 */
public final class TokenText {
    /** What the token of one host begins with. */
    public static final String HOST = "lwj_";

    /** What the token of a pool of hosts begins with. */
    public static final String POOL = "lwp_";

    /** What the token of a person begins with. */
    public static final String PERSON = "lwa_";

    /** How many bytes of chance a token holds. */
    public static final int CHANCE_BYTES = 20;

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;
    private static final int BODY = CHANCE_BYTES * Byte.SIZE / BITS;
    private static final int CHECK = 7;

    private TokenText() {}

    /** The token of that prefix: 4 letters of it, 32 of chance, 7 of checksum. */
    public static String of(String prefix, byte[] chance) {
        String start = prefix + base32(chance, BODY);
        return start + check(start);
    }

    /** Whether it is a token of that prefix, from its first letter to its checksum. */
    public static boolean isWhole(String text, String prefix) {
        int length = prefix.length() + BODY + CHECK;
        return text.length() == length
                && text.startsWith(prefix)
                && check(text.substring(0, length - CHECK)).equals(text.substring(length - CHECK));
    }

    private static String check(String start) {
        CRC32 crc = new CRC32();
        crc.update(start.getBytes(StandardCharsets.UTF_8));
        long value = crc.getValue();
        byte[] bytes = {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
        return base32(bytes, CHECK);
    }

    /** {@code bytes} as {@code length} letters of five bits each, the last filled up with zeros. */
    private static String base32(byte[] bytes, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int letter = 0; letter < length; letter++) {
            int value = 0;
            for (int bit = letter * BITS; bit < (letter + 1) * BITS; bit++) {
                int at = bit / Byte.SIZE;
                int set = at < bytes.length ? (bytes[at] >>> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1 : 0;
                value = (value << 1) | set;
            }
            out.append(ALPHABET.charAt(value));
        }
        return out.toString();
    }
}
