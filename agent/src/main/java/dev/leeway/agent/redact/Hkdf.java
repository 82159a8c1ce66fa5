package dev.leeway.agent.redact;

import java.util.Arrays;

/** HKDF-SHA-256 (RFC 5869): many keys out of one, none of which tells another. */
final class Hkdf {
    private static final int HASH = 32;

    private Hkdf() {}

    /** The pseudorandom key behind {@code material}; an empty salt stands for one of zeros. */
    static byte[] extract(byte[] salt, byte[] material) {
        return new Hmac(salt).of(material);
    }

    /**
     * Output keying material.
     *
     * @param length in bytes, at most 255 blocks of 32
     */
    static byte[] expand(byte[] pseudorandomKey, byte[] info, int length) {
        return expand(new Hmac(pseudorandomKey), info, length);
    }

    /** The same under a pseudorandom key made ready. */
    static byte[] expand(Hmac hmac, byte[] info, int length) {
        if (length < 1 || length > 255 * HASH) {
            throw new IllegalArgumentException("HKDF gives 1 to " + 255 * HASH + " bytes");
        }
        byte[] out = new byte[(length + HASH - 1) / HASH * HASH];
        byte[] block = new byte[0];
        for (int i = 0; i * HASH < length; i++) {
            block = hmac.of(block, info, new byte[] {(byte) (i + 1)});
            System.arraycopy(block, 0, out, i * HASH, HASH);
        }
        return Arrays.copyOf(out, length);
    }
}
