package dev.leeway.collector.version;

import dev.leeway.schema.fact.VersionScheme;
import io.github.nscuro.versatile.VersionFactory;
import io.github.nscuro.versatile.version.KnownVersioningSchemes;

/** The orders that versatile keeps: deb, rpm, maven, semver, go. */
final class LibraryOrder {
    private LibraryOrder() {}

    static int compare(VersionScheme scheme, String a, String b) throws NotAVersionException {
        return version(scheme, a).compareTo(version(scheme, b));
    }

    private static io.github.nscuro.versatile.spi.Version version(VersionScheme scheme, String text)
            throws NotAVersionException {
        try {
            return VersionFactory.forScheme(libraryName(scheme), text);
        } catch (IllegalArgumentException notAVersion) {
            throw new NotAVersionException(scheme, text, notAVersion);
        }
    }

    private static String libraryName(VersionScheme scheme) {
        return switch (scheme) {
            case DEB -> KnownVersioningSchemes.SCHEME_DEBIAN;
            case RPM -> KnownVersioningSchemes.SCHEME_RPM;
            case MAVEN -> KnownVersioningSchemes.SCHEME_MAVEN;
            case SEMVER -> KnownVersioningSchemes.SCHEME_NPM;
            case GO -> KnownVersioningSchemes.SCHEME_GOLANG;
            case APK, PEP440, GEM, JDK, GENERIC ->
                throw new IllegalArgumentException(scheme.text() + " is not ordered by the library");
        };
    }
}
