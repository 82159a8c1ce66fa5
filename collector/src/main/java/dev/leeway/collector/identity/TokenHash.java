package dev.leeway.collector.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 of a token: all that is kept of it.
 *
 * <p>A fast hash without a salt is right here, and only here: a token is 160 bits of chance, so there is no list of likely ones to try,
 * however many a second. For what people choose it would be wrong.
 *
 * @param hex 64 digits in lower case
 */
public record TokenHash(String hex) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");
    private static final int ID_DIGITS = 12;

    public TokenHash {
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException("not the SHA-256 of a token");
        }
    }

    /** That of these bytes. */
    static TokenHash of(byte[] digest) {
        return new TokenHash(HexFormat.of().formatHex(digest));
    }

    /** What the token is called in lists and logs: enough of the hash to tell it apart, and nothing that could be redeemed. */
    public String id() {
        return "t-" + hex.substring(0, ID_DIGITS);
    }

    /** Whether it is the same, told in a time that does not depend on where they differ. */
    public boolean matches(TokenHash other) {
        return MessageDigest.isEqual(
                hex.getBytes(StandardCharsets.US_ASCII), other.hex.getBytes(StandardCharsets.US_ASCII));
    }
}
