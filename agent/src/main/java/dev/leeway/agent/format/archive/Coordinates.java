package dev.leeway.agent.format.archive;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A Maven artefact's name.
 *
 * @param group the groupId, absent where nothing tells it
 * @param artifact the artifactId
 * @param classifier what tells variants of one version apart, as {@code linux-x86_64}
 * @param version of scheme {@code maven}, absent where nothing tells it
 */
public record Coordinates(
        Optional<String> group, String artifact, Optional<String> classifier, Optional<String> version) {
    public Coordinates {
        requireNonNull(group, "group is null");
        requireNonNull(artifact, "artifact is null");
        requireNonNull(classifier, "classifier is null");
        requireNonNull(version, "version is null");
    }

    /**
     * {@code group:artifact} or {@code group:artifact:classifier}; without a group {@code artifact}, or
     * {@code :artifact:classifier}, which no group and artifact can be mistaken for.
     */
    public String key() {
        String name = group.map(g -> g + ":").orElse("") + artifact;
        String place = group.isPresent() ? "" : ":";
        return classifier.map(c -> place + name + ":" + c).orElse(name);
    }
}
