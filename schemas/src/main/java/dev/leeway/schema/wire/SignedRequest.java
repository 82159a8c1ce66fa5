package dev.leeway.schema.wire;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * What an agent signs of a request: everything the collector acts on, each part with its length before it, so that no two requests
 * have the same bytes.
 *
 * <p>The body is signed as it goes over the wire, packed or not: what is verified is what is then read.
 *
 * @param audience the collector it is meant for, as both know it since the agent joined; another one refuses it
 * @param method in capitals
 * @param target path and query as they are sent
 * @param agent the name of the agent's key
 * @param count of the agent's requests
 * @param machine tag of the start of the machine, empty where there is none
 * @param encoding of the body as its header says, empty where it is plain
 * @param bodyDigest SHA-256 of the body's bytes on the wire
 */
public record SignedRequest(
        String audience,
        String method,
        String target,
        String agent,
        long count,
        String machine,
        String encoding,
        byte[] bodyDigest) {
    private static final String ALGORITHM = "Ed25519";
    private static final String RECIPE = "leeway-request/1";

    public SignedRequest {
        requireNonNull(audience, "audience is null");
        requireNonNull(method, "method is null");
        requireNonNull(target, "target is null");
        requireNonNull(agent, "agent is null");
        requireNonNull(machine, "machine is null");
        requireNonNull(encoding, "encoding is null");
        requireNonNull(bodyDigest, "bodyDigest is null");
    }

    /** The bytes that are signed. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        part(bytes, RECIPE.getBytes(StandardCharsets.UTF_8));
        for (String text : new String[] {audience, method, target, agent, Long.toString(count), machine, encoding}) {
            part(bytes, text.getBytes(StandardCharsets.UTF_8));
        }
        part(bytes, bodyDigest);
        return bytes.toByteArray();
    }

    static void part(ByteArrayOutputStream bytes, byte[] part) {
        bytes.writeBytes((part.length + ":").getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(part);
    }

    /**
     * The signature of this request.
     *
     * @throws GeneralSecurityException when the key is no Ed25519 key
     */
    public byte[] sign(PrivateKey key) throws GeneralSecurityException {
        return signed(bytes(), key);
    }

    static byte[] signed(byte[] bytes, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    /** Whether {@code signature} is that of this request by the owner of {@code key}; what is no signature at all is not. */
    public boolean isSigned(byte[] signature, PublicKey key) {
        return isSigned(bytes(), signature, key);
    }

    static boolean isSigned(byte[] bytes, byte[] signature, PublicKey key) {
        try {
            Signature verification = Signature.getInstance(ALGORITHM);
            verification.initVerify(key);
            verification.update(bytes);
            return verification.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** SHA-256 of a body. */
    public static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
