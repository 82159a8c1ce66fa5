package dev.leeway.schema.json;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns canonical JSON into an id: {@code c1:sha256:} and 64 hexadecimal digits, {@code c1} naming the recipe. */
final class Hash {
    /** What every id of this recipe begins with. */
    static final String PREFIX = "c1:sha256:";

    private final MessageDigest digest = sha256();
    private final JsonOut out = new JsonOut(digest::update);

    private Hash() {}

    /** The id of what {@code content} writes. */
    static String of(JsonOut.Content content) {
        Hash hash = new Hash();
        hash.add(content);
        return hash.id();
    }

    /** An empty hash, to be filled step by step. */
    static Hash begin() {
        return new Hash();
    }

    /** Where content goes; nothing written there can fail. */
    JsonOut out() {
        return out;
    }

    /** Adds what {@code content} writes. */
    void add(JsonOut.Content content) {
        try {
            content.write(out);
        } catch (IOException e) {
            throw new IllegalStateException("hashing touches no stream", e);
        }
    }

    /** The id of all that was added; afterwards the hash is empty again. */
    String id() {
        add(JsonOut::flush);
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
