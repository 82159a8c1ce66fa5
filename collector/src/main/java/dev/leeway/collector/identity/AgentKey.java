package dev.leeway.collector.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A host's public key.
 *
 * @param base64 of its X.509 form
 */
public record AgentKey(String base64) {
    private static final String ALGORITHM = "Ed25519";
    /** What every Ed25519 key begins with in its X.509 form; 32 bytes of the key itself follow. */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int LENGTH = 44;
    private static final int NAME_BYTES = 10;

    /** The key that a text holds; empty where it is not exactly an Ed25519 key in its X.509 form. */
    public static Optional<AgentKey> parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length != LENGTH
                    || !MessageDigest.isEqual(java.util.Arrays.copyOf(bytes, PREFIX.length), PREFIX)) {
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

    /** What the key is called: {@code a-} and 80 bits of its SHA-256, so that nobody can take the name of another. */
    public String name() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(base64));
            return "a-" + HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static PublicKey decoded(byte[] bytes) throws GeneralSecurityException {
        return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes));
    }
}
