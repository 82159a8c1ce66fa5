package dev.leeway.agent.format.archive;

/** Why a part of an archive was not looked into. */
public enum SkipReason {
    /** One of {@link ArchiveLimits} was reached. */
    LIMIT("limit"),
    /** It is not what the format or its own header promises: cut off, overlapping, lying, an unsafe or repeated name. */
    MALFORMED("format"),
    /** Encrypted, or compressed by a method that no Java class path can hold. */
    UNREADABLE("unreadable");

    private final String text;

    SkipReason(String text) {
        this.text = text;
    }

    /** The word used for it in {@code uncovered} reasons. */
    public String text() {
        return text;
    }
}
