package dev.leeway.agent.format.archive;

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

    /** Whether a file of this stem is named after the artefact and its version. */
    boolean names(String stem) {
        return coordinates
                .version()
                .map(version -> {
                    String full = artifact() + "-" + version;
                    return stem.equals(full) || stem.startsWith(full + "-");
                })
                .orElse(false);
    }
}
