package dev.leeway.collector.sbom;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What Leeway calls the package a component names.
 *
 * @param probe whose facts speak of it: {@code dependency} or {@code package}
 * @param ecosystem the first word of its facts: {@code maven}, {@code deb}
 * @param path where its version lies
 * @param version as agents write it; empty where the component tells none
 * @param scheme how it orders
 */
record Dependency(String probe, String ecosystem, FactPath path, String version, VersionScheme scheme) {
    static final String DEPENDENCY = "dependency";
    static final String PACKAGE = "package";
    /** The key of a package whose name in facts is not its own. */
    static final String KEY = "leeway:key";

    private static final Map<String, VersionScheme> SCHEMES = Map.of(
            "maven", VersionScheme.MAVEN,
            "pypi", VersionScheme.PEP440,
            "npm", VersionScheme.SEMVER,
            "go", VersionScheme.GO,
            "nuget", VersionScheme.SEMVER,
            "conda", VersionScheme.GENERIC,
            "deb", VersionScheme.DEB,
            "rpm", VersionScheme.RPM,
            "apk", VersionScheme.APK);

    /** The package of {@code component}; empty where it is of a kind Leeway has no facts for. */
    static Optional<Dependency> of(Component component, PackageUrl url) {
        String version = url.version().or(component::version).orElse("");
        return switch (url.type()) {
            case "maven" -> maven(component, url, version);
            case "pypi" -> library(component, "pypi", pypi(url.name()), version);
            case "npm", "nuget", "conda" -> library(component, url.type(), url.path(), version);
            case "golang" -> golang(component, url, version);
            case "deb", "rpm", "apk" -> system(component, url, version);
            default -> Optional.empty();
        };
    }

    /** How versions of an ecosystem order. */
    static VersionScheme scheme(String ecosystem) {
        return SCHEMES.getOrDefault(ecosystem, VersionScheme.GENERIC);
    }

    /**
     * A POM alone is a list of others: nothing of it is deployed. Of an archive that does not tell its group some tools
     * repeat the name in its place, and in the URL only, which cannot do without.
     */
    private static Optional<Dependency> maven(Component component, PackageUrl url, String version) {
        if (url.qualifiers().getOrDefault("type", "").equals("pom")) {
            return Optional.empty();
        }
        String classifier = url.qualifiers().getOrDefault("classifier", "");
        boolean invented = component.group().isEmpty() && url.namespace().equals(Optional.of(url.name()));
        Optional<String> group = url.namespace().filter(known -> !invented);
        String name = group.map(known -> known + ":").orElse("") + url.name();
        String place = group.isPresent() ? "" : ":";
        return library(component, "maven", classifier.isEmpty() ? name : place + name + ":" + classifier, version);
    }

    private static Optional<Dependency> golang(Component component, PackageUrl url, String version) {
        if (url.namespace().isEmpty() && url.name().equals("stdlib")) {
            String plain = version.startsWith("go") ? version.substring(2) : version;
            return Optional.of(new Dependency(
                    DEPENDENCY,
                    "go/toolchain",
                    FactPath.of("go").child("toolchain"),
                    plain.startsWith("v") ? plain.substring(1) : plain,
                    VersionScheme.GENERIC));
        }
        return library(component, "go", url.path(), version);
    }

    private static Optional<Dependency> library(Component component, String ecosystem, String name, String version) {
        String key = component.first(KEY).orElse(name);
        return Optional.of(new Dependency(
                DEPENDENCY, ecosystem, FactPath.of(ecosystem, key).child("version"), version, scheme(ecosystem)));
    }

    private static Optional<Dependency> system(Component component, PackageUrl url, String version) {
        String epoch = url.qualifiers().getOrDefault("epoch", "");
        boolean leads = epoch.isEmpty() || version.isEmpty() || version.indexOf(':') >= 0;
        return Optional.of(new Dependency(
                PACKAGE,
                url.type(),
                FactPath.of(url.type(), component.first(KEY).orElse(url.name())).child("version"),
                leads ? version : epoch + ":" + version,
                scheme(url.type())));
    }

    /** The name in the form that PEP 503 makes of all its spellings. */
    private static String pypi(String name) {
        StringBuilder form = new StringBuilder();
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            boolean separator = c == '-' || c == '_' || c == '.';
            if (!separator) {
                form.append(c);
            } else if (form.length() == 0 || form.charAt(form.length() - 1) != '-') {
                form.append('-');
            }
        }
        return form.toString();
    }
}
