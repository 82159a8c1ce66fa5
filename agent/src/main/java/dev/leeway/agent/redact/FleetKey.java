package dev.leeway.agent.redact;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The secret by which the agents of a fleet tell equal secrets from different ones: 32 random bytes that never reach a
 * collector.
 *
 * <p>As text: one line {@code leeway-key-1 <base64>}; lines that begin with {@code #} are remarks. A file of two keys is a
 * fleet in rotation, the new key first.
 */
public final class FleetKey {
    /** Bytes in a key. */
    public static final int LENGTH = 32;

    /** Keys in use at one time: the current one and, during rotation, the one before or after it. */
    public static final int MAX_KEYS = 2;

    private static final String FORMAT = "leeway-key-1";
    private static final byte[] SALT = "leeway fleet key 1".getBytes(US_ASCII);
    private static final byte[] ID_LABEL = "leeway key id 1".getBytes(US_ASCII);
    private static final int ID_BYTES = 4;
    private static final int MIN_DISTINCT = 12;

    private final byte[] secret;
    private final Hmac root;
    private final String id;

    private FleetKey(byte[] secret) {
        this.secret = secret;
        this.root = new Hmac(Hkdf.extract(SALT, secret));
        this.id = "k-" + HexFormat.of().formatHex(Hkdf.expand(root, ID_LABEL, ID_BYTES));
    }

    /** A new key from {@code random}. */
    public static FleetKey generate(SecureRandom random) {
        byte[] secret = new byte[LENGTH];
        random.nextBytes(secret);
        return new FleetKey(secret);
    }

    /**
     * The keys in a key file's text, one or two, in the order written.
     *
     * @param source what to call the text in messages
     * @throws FleetKeyException naming source and line when it is not such a text, holds none or too many keys, the same
     *     key twice, or one that cannot have been drawn at random
     */
    public static List<FleetKey> parse(String text, String source) throws FleetKeyException {
        List<FleetKey> keys = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            String stripped = line.strip();
            if (!stripped.isEmpty() && !stripped.startsWith("#")) {
                keys.add(line(stripped, source + ":" + number));
            }
        }
        if (keys.isEmpty() || keys.size() > MAX_KEYS) {
            throw new FleetKeyException(source + ": holds " + keys.size()
                    + " keys, expected one, or two during rotation;" + " make one with 'leeway-agent key create'");
        }
        if (keys.size() == 2 && keys.get(0).equals(keys.get(1))) {
            throw new FleetKeyException(
                    source + ": holds the same key twice; during rotation the second is the other key");
        }
        return List.copyOf(keys);
    }

    private static FleetKey line(String line, String place) throws FleetKeyException {
        int blank = line.indexOf(' ');
        if (blank < 0 || !line.substring(0, blank).equals(FORMAT)) {
            throw new FleetKeyException(place + ": expected '" + FORMAT + " ' and 44 characters of base64;"
                    + " make a key with 'leeway-agent key create'");
        }
        byte[] secret = decoded(line.substring(blank + 1).strip());
        if (secret.length != LENGTH) {
            throw new FleetKeyException(
                    place + ": the key is not " + LENGTH + " bytes in base64; was it copied whole? Copy the file anew");
        }
        if (distinct(secret) < MIN_DISTINCT) {
            throw new FleetKeyException(
                    place + ": the key was not drawn at random; make one with 'leeway-agent key create'");
        }
        return new FleetKey(secret);
    }

    /** The bytes, or none when the text is not base64: the decoder's own message would repeat what it met. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static long distinct(byte[] bytes) {
        boolean[] seen = new boolean[256];
        int count = 0;
        for (byte b : bytes) {
            count += seen[b & 0xFF] ? 0 : 1;
            seen[b & 0xFF] = true;
        }
        return count;
    }

    /** Public name of the key, {@code k-} and eight hexadecimal digits; tells nothing about it. */
    public String id() {
        return id;
    }

    /** The line that goes into the key file, without its end. This is the secret: for files readable by their owner alone. */
    public String text() {
        return FORMAT + " " + Base64.getEncoder().encodeToString(secret);
    }

    /** A key for one purpose, of {@value #LENGTH} bytes; different purposes give unrelated keys. */
    byte[] subkey(String purpose) {
        return Hkdf.expand(root, purpose.getBytes(US_ASCII), LENGTH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetKey key && MessageDigest.isEqual(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** The id: a key that meets a log must not speak. */
    @Override
    public String toString() {
        return "FleetKey[" + id + "]";
    }
}
