package dev.leeway.agent.deliver;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.wire.KeyName;
import dev.leeway.schema.wire.KeyRotation;
import dev.leeway.schema.wire.SignedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EncodedKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of this host: made here, and never told.
 *
 * @param secret the private half
 * @param publicKey the other one as X.509 has it, in base64
 */
public record AgentKey(PrivateKey secret, String publicKey) {
    private static final String ALGORITHM = "Ed25519";
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";
    private static final String PUBLIC = "public ";

    public AgentKey {
        requireNonNull(secret, "secret is null");
        requireNonNull(publicKey, "publicKey is null");
    }

    /** A new one. */
    public static AgentKey make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new AgentKey(
                    pair.getPrivate(),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java 17 has Ed25519", e);
        }
    }

    /** As it lies in its file: the public half for people, and the private one as PKCS #8. */
    String text() {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(secret.getEncoded());
        return PUBLIC + publicKey + "\n" + BEGIN + body + END;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it is none, without a word of what is in it
     */
    static AgentKey parse(String text) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (!text.startsWith(PUBLIC) || begin < 0 || end < begin) {
            throw new IllegalArgumentException("not the key of an agent");
        }
        String publicKey = text.substring(PUBLIC.length(), begin).strip();
        try {
            EncodedKeySpec spec = new PKCS8EncodedKeySpec(
                    Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end)));
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            AgentKey key = new AgentKey(keys.generatePrivate(spec), publicKey);
            PublicKey half = keys.generatePublic(
                    new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            // Any bytes are a key of this kind: that both halves fit tells a sound one from a damaged one.
            SignedRequest trial = new SignedRequest("", "POST", "/", "-", 1, "", "", SignedRequest.digest(new byte[0]));
            if (!trial.isSigned(trial.sign(key.secret()), half)) {
                throw new IllegalArgumentException("not the key of an agent");
            }
            return key;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not the key of an agent");
        }
    }

    /** The signature of a request, in base64. */
    public String sign(SignedRequest request) {
        try {
            return Base64.getEncoder().encodeToString(request.sign(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs", e);
        }
    }

    /** What the collector calls it. */
    public String name() {
        return KeyName.of(Base64.getDecoder().decode(publicKey));
    }

    /** The proof, in base64, that this key is to take the place of another. */
    public String prove(KeyRotation rotation) {
        try {
            return Base64.getEncoder().encodeToString(rotation.sign(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs", e);
        }
    }

    /**
     * What stands for one start of this machine: another one after each boot, of which nobody without the key can tell what it was made
     * of.
     *
     * @param start what the kernel calls this start; empty where it does not
     * @return 32 hexadecimal digits; empty likewise
     */
    public String machine(String start) {
        if (start.isBlank()) {
            return "";
        }
        try {
            byte[] seed = ((EdECPrivateKey) secret).getBytes().orElseThrow();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            byte[] tag = mac.doFinal(("leeway-machine/1\n" + start.strip()).getBytes(StandardCharsets.UTF_8));
            StringBuilder digits = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                digits.append(String.format(Locale.ROOT, "%02x", tag[i]));
            }
            return digits.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
        return "AgentKey[" + publicKey + "]";
    }
}
