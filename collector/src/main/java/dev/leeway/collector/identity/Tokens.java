package dev.leeway.collector.identity;

import dev.leeway.schema.wire.TokenText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/** Makes tokens, and gives of those it recognises what is kept of them: a hash. A mistyped one is known without asking anybody. */
public final class Tokens {
    private final SecureRandom random;

    /** Draws from {@code random}. */
    public Tokens(SecureRandom random) {
        this.random = random;
    }

    /** A new token. The only time its text exists here. */
    public String create(TokenKind kind) {
        byte[] chance = new byte[TokenText.CHANCE_BYTES];
        random.nextBytes(chance);
        return TokenText.of(kind.prefix(), chance);
    }

    /** The hash of a token of that kind; empty where the text is none, be it mistyped or cut short. */
    public static Optional<TokenHash> hash(String text, TokenKind kind) {
        return TokenText.isWhole(text, kind.prefix()) ? Optional.of(hash(text)) : Optional.empty();
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
}
