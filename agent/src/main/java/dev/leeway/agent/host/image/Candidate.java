package dev.leeway.agent.host.image;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.EnginePlatform;
import dev.leeway.agent.spi.ImageName;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One image of a file, before any of its layers was read.
 *
 * @param names with tags, in full
 * @param tag alone, where a layout tells no more
 * @param digest of its manifest; empty where an engine saved it without
 * @param platform as the index tells it, or else the configuration
 * @param config member with its configuration
 * @param layers its layers, lowest first
 */
record Candidate(
        SortedSet<String> names,
        Optional<String> tag,
        Optional<Digest> digest,
        EnginePlatform platform,
        Part config,
        List<Part> layers) {
    Candidate {
        names = new TreeSet<>(names);
        requireNonNull(tag, "tag is null");
        requireNonNull(digest, "digest is null");
        requireNonNull(platform, "platform is null");
        requireNonNull(config, "config is null");
        layers = List.copyOf(layers);
    }

    /**
     * A member of the file.
     *
     * @param name without a leading slash
     * @param digest of its bytes as they lie there, where it is known
     */
    record Part(String name, Optional<Digest> digest) {
        Part {
            requireNonNull(name, "name is null");
            requireNonNull(digest, "digest is null");
        }
    }

    /** What people choose it by. */
    String shown() {
        String name = names.isEmpty()
                ? tag.or(() -> digest.or(config::digest).map(Digest::toString)).orElse(config.name())
                : String.join(", ", names);
        return name + platform.text().map(text -> " (" + text + ")").orElse("");
    }

    /** Whether {@code reference} means this one: a name, a tag where there is no more, or the beginning of a digest. */
    boolean is(String reference) {
        String hex = reference.startsWith("sha256:") ? reference.substring("sha256:".length()) : reference;
        boolean byDigest = hex.matches("[0-9a-f]{12,64}")
                && (digest.filter(each -> each.hex().startsWith(hex)).isPresent()
                        || config.digest()
                                .filter(each -> each.hex().startsWith(hex))
                                .isPresent());
        String full = ImageName.of(reference).full();
        return byDigest
                || names.contains(full)
                || tag.filter(each -> reference.equals(each) || full.endsWith(":" + each))
                        .isPresent();
    }
}
