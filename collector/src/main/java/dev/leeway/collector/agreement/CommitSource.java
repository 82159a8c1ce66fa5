package dev.leeway.collector.agreement;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Section;
import java.util.Optional;

/** Where the commit of a service is written down, the one nearest to what runs first. */
enum CommitSource {
    ARTEFACT("dependency", "artefact/commit", "its artefact"),
    IMAGE("image", "label[org.opencontainers.image.revision]", "the label of its image"),
    WORKING_COPY("git", "commit", "its working copy");

    /** How evidence of a label begins that is that of the image beneath. */
    private static final String INHERITED = "inherited from ";

    private final String probe;
    private final String path;
    private final String words;

    CommitSource(String probe, String path, String words) {
        this.probe = probe;
        this.path = path;
        this.words = words;
    }

    String probe() {
        return probe;
    }

    String path() {
        return path;
    }

    /** How a person calls it. */
    String words() {
        return words;
    }

    /** What a section of the probe says of the commit; a label that the image has from the one beneath it says nothing. */
    Optional<Value> in(Section section) {
        boolean inherited = section.evidence().getOrDefault(path, "").startsWith(INHERITED);
        return inherited ? Optional.empty() : section.facts().find(FactPath.parse(path));
    }
}
