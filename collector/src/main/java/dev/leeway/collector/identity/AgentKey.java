package dev.leeway.collector.identity;

import dev.leeway.schema.wire.KeyName;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A host's public key.
 *
 * @param base64 of its X.509 form
 */
public record AgentKey(String base64) {
    private static final String ALGORITHM = "Ed25519";
    /** What every Ed25519 key begins with in its X.509 form; 32 bytes of the key itself follow. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    /** The y coordinates of points of small order: as keys they verify signatures that nobody made. */
    private static final Set<BigInteger> NO_KEYS = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            PRIME.subtract(BigInteger.ONE),
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16),
            new BigInteger("5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16));

    private static final int LENGTH = 44;

    /** The key that a text holds; empty where it is not exactly an Ed25519 key in its X.509 form. */
    public static Optional<AgentKey> parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length != LENGTH || !MessageDigest.isEqual(Arrays.copyOf(bytes, PREFIX.length), PREFIX)) {
                return Optional.empty();
            }
            if (!isPoint(bytes)) {
                return Optional.empty();
            }
            decoded(bytes);
            return Optional.of(new AgentKey(Base64.getEncoder().encodeToString(bytes)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** The key to verify with. */
    public PublicKey publicKey() {
        try {
            return decoded(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("was looked at when it was parsed", e);
        }
    }

    /** What the key is called: made of the key, so that nobody can take the name of another. */
    public String name() {
        return KeyName.of(Base64.getDecoder().decode(base64));
    }

    /** Whether the y coordinate is written in its only way, and not that of a point of small order. */
    private static boolean isPoint(byte[] bytes) {
        byte[] big = new byte[LENGTH - PREFIX.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = bytes[LENGTH - 1 - i];
        }
        big[0] &= 0x7F;
        BigInteger y = new BigInteger(1, big);
        return y.compareTo(PRIME) < 0 && !NO_KEYS.contains(y);
    }

    private static PublicKey decoded(byte[] bytes) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes));
    }
}
