package dev.leeway.schema.wire;

import java.util.HexFormat;

/** What a key is called: made of the key itself, so that nobody can take the name of another and both ends know it unasked. */
public final class KeyName {
    private static final int BYTES = 10;

    private KeyName() {}

    /**
     * {@code a-} and 80 bits of a key's SHA-256.
     *
     * @param publicKey as X.509 has it
     */
    public static String of(byte[] publicKey) {
        return "a-" + HexFormat.of().formatHex(SignedRequest.digest(publicKey), 0, BYTES);
    }
}
