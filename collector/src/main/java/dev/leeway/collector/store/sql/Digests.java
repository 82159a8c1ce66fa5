package dev.leeway.collector.store.sql;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids and digests as they are stored: short bytes instead of long texts. */
final class Digests {
    private static final String RECIPE = "c1:sha256:";

    private Digests() {}

    /** The SHA-256 of {@code parts} after each other. */
    static byte[] of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** An id as bytes; those that are none, which nothing has, are found nowhere. */
    static byte[] id(String id) {
        try {
            return id.startsWith(RECIPE) ? HexFormat.of().parseHex(id.substring(RECIPE.length())) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** An id as text. */
    static String id(byte[] id) {
        return RECIPE + HexFormat.of().formatHex(id);
    }

    /** Bytes that compare by what they are. */
    static ByteBuffer key(byte[] bytes) {
        return ByteBuffer.wrap(bytes);
    }
}
