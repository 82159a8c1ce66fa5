package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An image, of an engine or in a file.
 *
 * @param subjects names of the services whose containers use it, or the name it was given where it lies in a file; empty when it only
 *     lies there
 * @param id digest of its configuration, {@code sha256:...}; the same content has the same id
 * @param tags names with tags, {@code registry.example/team/shop-web:1.2}
 * @param digests names with digests, {@code registry.example/team/shop-web@sha256:...}; none before it was pushed or pulled
 * @param platform it is made for
 * @param size in bytes of all its layers unpacked; empty where nobody says
 * @param layers digests of its layers unpacked, lowest first; empty where nobody says
 * @param config how it is run; {@link ImageConfig#EMPTY} where nobody asked
 * @param history how it was made, oldest step first
 */
public record EngineImage(
        SortedSet<String> subjects,
        String id,
        SortedSet<String> tags,
        SortedSet<String> digests,
        EnginePlatform platform,
        Optional<Long> size,
        List<String> layers,
        ImageConfig config,
        List<Step> history) {
    public EngineImage {
        subjects = Collections.unmodifiableSortedSet(new TreeSet<>(subjects));
        requireNonNull(id, "id is null");
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        digests = Collections.unmodifiableSortedSet(new TreeSet<>(digests));
        requireNonNull(platform, "platform is null");
        requireNonNull(size, "size is null");
        layers = List.copyOf(layers);
        requireNonNull(config, "config is null");
        history = List.copyOf(history);
    }

    /**
     * One step of how an image was made.
     *
     * @param createdBy the command; may hold secrets
     * @param empty whether it made no layer
     */
    public record Step(String createdBy, boolean empty) {
        public Step {
            requireNonNull(createdBy, "createdBy is null");
        }

        /** Never the command. */
        @Override
        public String toString() {
            return "Step[" + empty + "]";
        }
    }
}
