package dev.leeway.collector.sbom;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One component as a bill of materials names it.
 *
 * @param type such as {@code library}, {@code application}, {@code container}; empty where it has none
 * @param group its vendor or name space
 * @param name of the component
 * @param version as written
 * @param purl its package URL as written
 * @param ref by which the bill speaks of it elsewhere
 * @param excluded whether the bill lists it as something that is not in the deployment
 * @param properties those that Leeway knows, in their order
 */
record Component(
        String type,
        Optional<String> group,
        String name,
        Optional<String> version,
        Optional<String> purl,
        Optional<String> ref,
        boolean excluded,
        List<Property> properties) {
    /** The property by which Syft tells what found a component. */
    private static final String FOUND_BY = "syft:package:foundBy";
    /** Readers of lock and build files: what they find is asked for, and need not be installed. */
    private static final Set<String> OF_DECLARATIONS = Set.of(
            "dotnet-packages-lock-cataloger",
            "go-module-file-cataloger",
            "java-gradle-lockfile-cataloger",
            "java-pom-cataloger",
            "javascript-lock-cataloger",
            "python-package-cataloger");

    Component {
        properties = List.copyOf(properties);
    }

    /**
     * A remark outside the format's own vocabulary.
     *
     * @param name of it, as {@code leeway:content}
     * @param value of it
     */
    record Property(String name, String value) {}

    /** The values of the property {@code wanted}. */
    List<String> all(String wanted) {
        return properties.stream()
                .filter(property -> property.name().equals(wanted))
                .map(Property::value)
                .toList();
    }

    /** Whether it was read from a file that asks for it, and not found installed. */
    boolean declared() {
        return all(FOUND_BY).stream().anyMatch(OF_DECLARATIONS::contains);
    }

    /** The first value of the property {@code wanted}. */
    Optional<String> first(String wanted) {
        return all(wanted).stream().findFirst();
    }
}
