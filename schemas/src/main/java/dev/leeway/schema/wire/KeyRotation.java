package dev.leeway.schema.wire;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * What a new key signs to take the place of an old one: by it nobody puts a key in the place of his own that is somebody else's. The request
 * that carries it is signed with the old one ({@link SignedRequest}).
 *
 * @param audience the collector it is meant for, as in requests
 * @param agent the name of the key that gives way
 * @param publicKey the new one as X.509 has it, in base64
 */
public record KeyRotation(String audience, String agent, String publicKey) {
    private static final String RECIPE = "leeway-rotation/1";

    public KeyRotation {
        requireNonNull(audience, "audience is null");
        requireNonNull(agent, "agent is null");
        requireNonNull(publicKey, "publicKey is null");
    }

    /** The bytes that are signed; each part has its length before it, and no request has the same. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : new String[] {RECIPE, audience, agent, publicKey}) {
            SignedRequest.part(bytes, text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /**
     * The proof, by the new key.
     *
     * @throws GeneralSecurityException when the key is no Ed25519 key
     */
    public byte[] sign(PrivateKey key) throws GeneralSecurityException {
        return SignedRequest.signed(bytes(), key);
    }

    /** Whether {@code proof} is that of the owner of {@code key}; what is no signature at all is not. */
    public boolean isSigned(byte[] proof, PublicKey key) {
        return SignedRequest.isSigned(bytes(), proof, key);
    }
}
