package dev.leeway.collector.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Makes and recognises tokens: a prefix that tells the kind, 160 bits of chance, and a checksum by which a mistyped one and what only
 * looks like one is known without asking anybody.
 */
public final class Tokens {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CHANCE_BYTES = 20;
    private static final int BITS = 5;
    private static final int BODY = CHANCE_BYTES * Byte.SIZE / BITS;
    private static final int CHECK = 7;

    private final SecureRandom random;

    /** Draws from {@code random}. */
    public Tokens(SecureRandom random) {
        this.random = random;
    }

    /** A new token: 4 letters of the kind, 32 of chance, 7 of checksum. The only time its text exists here. */
    public String create(TokenKind kind) {
        byte[] chance = new byte[CHANCE_BYTES];
        random.nextBytes(chance);
        String start = kind.prefix() + base32(chance, BODY);
        return start + check(start);
    }

    /** The hash of a token of that kind; empty where the text is none, be it mistyped or cut short. */
    public static Optional<TokenHash> hash(String text, TokenKind kind) {
        int length = kind.prefix().length() + BODY + CHECK;
        if (text.length() != length || !text.startsWith(kind.prefix())) {
            return Optional.empty();
        }
        String start = text.substring(0, length - CHECK);
        return check(start).equals(text.substring(length - CHECK)) ? Optional.of(hash(text)) : Optional.empty();
    }

    /** The hash of a token by which hosts join, of whichever kind. */
    public static Optional<TokenHash> joining(String text) {
        return hash(text, TokenKind.JOIN).or(() -> hash(text, TokenKind.POOL));
    }

    private static TokenHash hash(String token) {
        try {
            return TokenHash.of(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String check(String start) {
        CRC32 crc = new CRC32();
        crc.update(start.getBytes(StandardCharsets.UTF_8));
        long value = crc.getValue();
        byte[] bytes = {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
        return base32(bytes, CHECK);
    }

    /** {@code bytes} as {@code length} letters of five bits each, the last filled up with zeros. */
    private static String base32(byte[] bytes, int length) {
        StringBuilder out = new StringBuilder(length);
        for (int letter = 0; letter < length; letter++) {
            int value = 0;
            for (int bit = letter * BITS; bit < (letter + 1) * BITS; bit++) {
                int at = bit / Byte.SIZE;
                int set = at < bytes.length ? (bytes[at] >>> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1 : 0;
                value = (value << 1) | set;
            }
            out.append(ALPHABET.charAt(value));
        }
        return out.toString();
    }
}
