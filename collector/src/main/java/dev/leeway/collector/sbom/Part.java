package dev.leeway.collector.sbom;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One component that goes into a bill.
 *
 * <p>Two services may hold the same package with other content: then it is two of these, for a bill tells content by
 * component.
 */
final class Part {
    /** By which the bill speaks of it; no other part has the same. */
    final String ref;
    /** What it is called outside Leeway; empty where an archive does not tell its version. */
    final Optional<PackageUrl> url;
    /** Its key in facts. */
    final String key;

    final List<Component.Property> properties;
    /** Where it was found, and what told of it. */
    final SortedSet<String> evidence = new TreeSet<>();
    /** Copies of other libraries whose classes were packed into it, by their reference. */
    final SortedMap<String, Part> shaded = new TreeMap<>();

    Part(String ref, Optional<PackageUrl> url, String key, List<Component.Property> properties) {
        this.ref = ref;
        this.url = url;
        this.key = key;
        this.properties = List.copyOf(properties);
    }

    /**
     * The component itself, without what lies within. An archive that does not tell its group has its name there in the
     * package URL, which cannot do without, and no group here: that is how it is told from one of that group.
     */
    Component component() {
        boolean system =
                url.filter(known -> PackageNames.SYSTEM.contains(known.type())).isPresent();
        boolean groupless = url.filter(known -> known.type().equals("maven")).isPresent() && key.indexOf(':') <= 0;
        return new Component(
                url.isPresent() ? "library" : "file",
                system || groupless ? Optional.empty() : url.flatMap(PackageUrl::namespace),
                url.map(PackageUrl::name).orElse(key),
                url.flatMap(PackageUrl::version),
                url.map(PackageUrl::text),
                Optional.of(ref),
                false,
                properties);
    }
}
