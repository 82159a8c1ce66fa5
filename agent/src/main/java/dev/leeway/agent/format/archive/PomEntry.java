package dev.leeway.agent.format.archive;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * One artefact that an archive has Maven's metadata of: itself, or one whose classes were shaded in.
 *
 * @param coordinates never with a classifier, which Maven does not write down
 * @param evidence {@code pom.properties} or {@code pom.xml}
 */
record PomEntry(Coordinates coordinates, Identity.Evidence evidence) {
    String artifact() {
        return coordinates.artifact();
    }

    /** Whether a file of this stem is named after the artefact and its version, with the group before it or without. */
    boolean names(String stem) {
        return namedBy(stem).isPresent();
    }

    /** The part of {@code stem} that is artefact and version, to the end of the version; empty when it is not named so. */
    Optional<String> namedBy(String stem) {
        return coordinates.version().flatMap(version -> {
            String full = artifact() + "-" + version;
            String grouped =
                    coordinates.group().map(group -> group + "." + full).orElse(full);
            return Stream.of(full, grouped)
                    .filter(name -> stem.equals(name) || stem.startsWith(name + "-"))
                    .findFirst();
        });
    }

    /** Whether {@code name} is the artefact's, with the group before it or without. */
    boolean isCalled(String name) {
        return name.equals(artifact())
                || coordinates
                        .group()
                        .map(group -> name.equals(group + "." + artifact()))
                        .orElse(false);
    }
}
