package dev.leeway.schema.fact;

import java.util.Optional;

/** How a version orders; an unknown scheme is never guessed. */
public enum VersionScheme {
    /** Numeric parts compared as numbers, the rest as text. */
    GENERIC("generic"),
    DEB("deb"),
    RPM("rpm"),
    APK("apk"),
    MAVEN("maven"),
    PEP440("pep440"),
    SEMVER("semver"),
    GEM("gem"),
    GO("go"),
    /** JEP 223 version strings and the older {@code 1.8.0_402} form. */
    JDK("jdk");

    /** Asked for once for every version in a snapshot, so neither copied nor streamed each time. */
    private static final VersionScheme[] ALL = values();

    private final String text;

    VersionScheme(String text) {
        this.text = text;
    }

    /** The name in JSON. */
    public String text() {
        return text;
    }

    /** The scheme of that name, empty when this version of Leeway does not know it. */
    public static Optional<VersionScheme> of(String text) {
        for (VersionScheme scheme : ALL) {
            if (scheme.text.equals(text)) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }
}
