package dev.leeway.collector.sbom;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Package URLs for what facts are called: the way back from {@link Dependency}. */
final class PackageNames {
    /** Kinds of package that an operating system is made of. */
    static final Set<String> SYSTEM = Set.of("deb", "rpm", "apk");

    /** By the first word of a fact the type of its package URL. */
    private static final Map<String, String> TYPES = Map.of(
            "maven", "maven",
            "pypi", "pypi",
            "npm", "npm",
            "go", "golang",
            "nuget", "nuget",
            "conda", "conda",
            "deb", "deb",
            "rpm", "rpm",
            "apk", "apk");

    private static final String BUILD_IN_VERSION = "@abi";

    private PackageNames() {}

    /** Whether facts that begin so speak of packages. */
    static boolean known(String ecosystem) {
        return TYPES.containsKey(ecosystem);
    }

    /** The compiler's own library, by which tools know the version of Go. */
    static PackageUrl go(String version) {
        return url("golang", Optional.empty(), "stdlib", version, new TreeMap<>());
    }

    /**
     * The package URL of one version of what facts call {@code key}.
     *
     * @param distribution whose packages the system's are, as {@code debian}
     */
    static PackageUrl url(String ecosystem, String key, String version, Optional<String> distribution) {
        String type = TYPES.getOrDefault(ecosystem, "generic");
        return switch (type) {
            case "maven" -> maven(key, version);
            case "npm", "golang" -> {
                int slash = key.lastIndexOf('/');
                Optional<String> namespace = slash <= 0 ? Optional.empty() : Optional.of(key.substring(0, slash));
                yield url(type, namespace, key.substring(slash + 1), version, new TreeMap<>());
            }
            case "deb", "rpm", "apk" -> system(type, key, version, distribution);
            default -> url(type, Optional.empty(), key, version, new TreeMap<>());
        };
    }

    private static PackageUrl maven(String key, String version) {
        String[] words = key.split(":", -1);
        SortedMap<String, String> qualifiers = new TreeMap<>();
        if (words.length > 2) {
            qualifiers.put("classifier", words[2]);
        }
        String name = words.length == 1 ? words[0] : words[1];
        return url("maven", Optional.of(words[0].isEmpty() ? name : words[0]), name, version, qualifiers);
    }

    /** In package URLs the epoch of an RPM is no part of its version. */
    private static PackageUrl system(String type, String key, String version, Optional<String> distribution) {
        String name = key.endsWith(BUILD_IN_VERSION) ? key.substring(0, key.length() - BUILD_IN_VERSION.length()) : key;
        SortedMap<String, String> qualifiers = new TreeMap<>();
        int colon = type.equals("rpm") ? version.indexOf(':') : -1;
        if (colon > 0) {
            qualifiers.put("epoch", version.substring(0, colon));
        }
        return url(type, distribution, name, version.substring(colon + 1), qualifiers);
    }

    private static PackageUrl url(
            String type,
            Optional<String> namespace,
            String name,
            String version,
            SortedMap<String, String> qualifiers) {
        return new PackageUrl(
                type, namespace, name, Optional.of(version).filter(known -> !known.isBlank()), qualifiers);
    }
}
