package dev.leeway.collector.identity;

/** What a token is for, as its first letters tell people and scanners. */
public enum TokenKind {
    /** One host joins by it, once. */
    JOIN("lwj_"),
    /** Hosts of a pool join by it. */
    POOL("lwp_"),
    /** A person shows it. */
    ACCESS("lwa_");

    private final String prefix;

    TokenKind(String prefix) {
        this.prefix = prefix;
    }

    /** What each token of this kind begins with. */
    public String prefix() {
        return prefix;
    }
}
