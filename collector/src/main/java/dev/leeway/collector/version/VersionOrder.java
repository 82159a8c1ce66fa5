package dev.leeway.collector.version;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.OptionalInt;

/** Which of two versions is the newer one. */
public final class VersionOrder {
    private VersionOrder() {}

    /**
     * The sign of {@code a} against {@code b}: negative where {@code a} is older, 0 where neither is newer (their texts
     * may differ: {@code 1.0} and {@code 1.00}), positive where {@code a} is newer.
     *
     * @return empty where the schemes differ or a version is not one of its scheme
     */
    public static OptionalInt compare(Value.Version a, Value.Version b) {
        if (a.scheme() != b.scheme()) {
            return OptionalInt.empty();
        }
        if (a.version().equals(b.version())) {
            return OptionalInt.of(0);
        }
        try {
            return OptionalInt.of(Integer.signum(inScheme(a.scheme(), a.version(), b.version())));
        } catch (NotAVersionException notAVersion) {
            return OptionalInt.empty();
        }
    }

    private static int inScheme(VersionScheme scheme, String a, String b) throws NotAVersionException {
        return switch (scheme) {
            case DEB, RPM, MAVEN, SEMVER, GO -> LibraryOrder.compare(scheme, a, b);
            case APK -> ApkVersion.parse(a).compareTo(ApkVersion.parse(b));
            case PEP440 -> Pep440Version.parse(a).compareTo(Pep440Version.parse(b));
            case JDK -> JdkVersion.parse(a).compareTo(JdkVersion.parse(b));
            case GEM -> GemOrder.compare(a, b);
            case GENERIC -> GenericOrder.compare(a, b);
        };
    }
}
