package dev.leeway.agent.redact;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * HMAC-SHA-256 (RFC 2104) over the JDK's SHA-256 alone: starting {@code javax.crypto} costs a cold agent twice the time
 * that all its tags do. Tests hold it to RFC 4231 and to the JDK's own.
 */
final class Hmac {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;
    private static final MessageDigest SHA_256 = sha256();

    private final MessageDigest inner;
    private final MessageDigest outer;

    /** An authenticator under {@code key}: two digests begun and never moved on, so that threads may share it. */
    Hmac(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK ? copy(SHA_256).digest(key) : key, BLOCK);
        inner = begun(block, INNER);
        outer = begun(block, OUTER);
    }

    private static MessageDigest begun(byte[] block, byte pad) {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        MessageDigest digest = copy(SHA_256);
        digest.update(padded);
        return digest;
    }

    /** The code of these parts, one after another. */
    byte[] of(byte[]... parts) {
        MessageDigest first = copy(inner);
        for (byte[] part : parts) {
            first.update(part);
        }
        return copy(outer).digest(first.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the SHA-256 of this platform cannot be copied", e);
        }
    }
}
