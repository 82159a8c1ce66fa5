package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.TestHost.host;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;

/** Services made of libraries, and what a comparison of them tells. */
abstract class LibraryScene {
    static Value maven(String text) {
        return new Value.Version(text, VersionScheme.MAVEN);
    }

    static Value semver(String text) {
        return new Value.Version(text, VersionScheme.SEMVER);
    }

    static Value pep440(String text) {
        return new Value.Version(text, VersionScheme.PEP440);
    }

    static Value both(Value... versions) {
        return new Value.SetOf(List.of(versions));
    }

    static List<String> told(Report report) {
        return report.causes().stream()
                .map(cause ->
                        cause.severity().text() + " " + cause.disposition().text() + ": " + cause.summary())
                .toList();
    }

    /** A service of one version, and its Maven libraries: name, version, content of each. */
    static TestHost shop(String name, String version, String... libraries) {
        List<Object> facts = new ArrayList<>();
        for (int i = 0; i < libraries.length; i += 3) {
            facts.add("maven[" + libraries[i] + "]/version");
            facts.add(maven(libraries[i + 1]));
            facts.add("maven[" + libraries[i] + "]/content");
            facts.add(libraries[i + 2]);
        }
        TestHost host = host(name).section("dependency[shop]", facts.toArray());
        return version.isEmpty() ? host : host.section("process[shop]", "main/version", maven(version));
    }

    static TestHost both(String name, String version) {
        TestHost host = host(name);
        for (String service : List.of("shop", "mail")) {
            host.section(
                    "dependency[" + service + "]",
                    "maven[a:b]/version",
                    maven(version),
                    "maven[a:c]/version",
                    maven(version));
        }
        return host;
    }
}
