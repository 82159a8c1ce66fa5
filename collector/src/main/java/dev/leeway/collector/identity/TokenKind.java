package dev.leeway.collector.identity;

import dev.leeway.schema.wire.TokenText;

/** What a token is for, as its first letters tell people and scanners. */
public enum TokenKind {
    /** One host joins by it, once. */
    JOIN(TokenText.HOST),
    /** Hosts of a pool join by it. */
    POOL(TokenText.POOL),
    /** A person shows it. */
    ACCESS(TokenText.PERSON);

    private final String prefix;

    TokenKind(String prefix) {
        this.prefix = prefix;
    }

    /** What each token of this kind begins with. */
    public String prefix() {
        return prefix;
    }
}
