package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A container of an engine.
 *
 * @param id the engine's; for finding things, never for facts
 * @param name people or the engine gave it, without a slash
 * @param service what people deploy, under the name that the services of the host go by: the subject of facts about it
 * @param namedBy which rule named it: {@code configuration}, {@code compose}, {@code kubernetes}, {@code container}, {@code image}
 * @param passing whether it does a job and goes: a one-off of Compose, a sandbox, one that is removed at its end
 * @param imageReference as it was asked for: {@code shop-web:1.2}, a name with a digest, or an id
 * @param imageId of the image it was created from, {@code sha256:...}
 * @param platform of that image; empty where the engine does not say
 * @param config of the image, and what was laid over it
 * @param state what it does now
 * @param settings how it is run
 * @param mounts sorted by destination
 * @param networks it is in by name, with the names it answers to there, those made up by the engine left out
 * @param directories where its file system lies on the engine's host: {@code MergedDir}, {@code UpperDir}, {@code LowerDir} (with
 *     colons between) of the overlay driver; empty where the engine does not say
 */
public record EngineContainer(
        String id,
        String name,
        String service,
        String namedBy,
        boolean passing,
        String imageReference,
        String imageId,
        EnginePlatform platform,
        ImageConfig config,
        State state,
        ContainerSettings settings,
        List<Mount> mounts,
        SortedMap<String, SortedSet<String>> networks,
        SortedMap<String, String> directories) {
    public EngineContainer {
        requireNonNull(id, "id is null");
        requireNonNull(name, "name is null");
        requireNonNull(service, "service is null");
        requireNonNull(namedBy, "namedBy is null");
        requireNonNull(imageReference, "imageReference is null");
        requireNonNull(imageId, "imageId is null");
        requireNonNull(platform, "platform is null");
        requireNonNull(config, "config is null");
        requireNonNull(state, "state is null");
        requireNonNull(settings, "settings are null");
        mounts = List.copyOf(mounts);
        SortedMap<String, SortedSet<String>> copied = new TreeMap<>();
        networks.forEach(
                (network, names) -> copied.put(network, Collections.unmodifiableSortedSet(new TreeSet<>(names))));
        networks = Collections.unmodifiableSortedMap(copied);
        directories = Collections.unmodifiableSortedMap(new TreeMap<>(directories));
    }

    /** The same container under another name of its service. */
    public EngineContainer called(String name) {
        return new EngineContainer(
                id,
                this.name,
                name,
                namedBy,
                passing,
                imageReference,
                imageId,
                platform,
                config,
                state,
                settings,
                mounts,
                networks,
                directories);
    }

    /** Never what it holds. */
    @Override
    public String toString() {
        return "EngineContainer[" + service + "]";
    }

    /**
     * What a container does now.
     *
     * @param status the engine's word: {@code running}, {@code exited}, {@code restarting}, {@code paused}, {@code created}
     * @param pid of its first process on the engine's host; 0 when it does not run
     * @param health the engine's word, such as {@code unhealthy}; empty without a check
     * @param exitCode of its last end; 0 when it never ended
     * @param started its last start; empty when it never did
     * @param finished its last end; empty when it never did
     */
    public record State(
            String status,
            int pid,
            Optional<String> health,
            int exitCode,
            Optional<Instant> started,
            Optional<Instant> finished) {
        public State {
            requireNonNull(status, "status is null");
            requireNonNull(health, "health is null");
            requireNonNull(started, "started is null");
            requireNonNull(finished, "finished is null");
        }

        /** Whether its processes run just now. */
        public boolean runs() {
            return pid > 0 && !status.equals("exited") && !status.equals("dead") && !status.equals("created");
        }
    }

    /**
     * Something mounted into a container.
     *
     * @param kind the engine's word: a volume, a file system in memory, or what lies on the host
     * @param name of the volume, where people gave it one; empty for one the engine made up
     * @param source where it lies on the engine's host; empty for what lies nowhere
     * @param destination where the container has it
     * @param driver of the volume
     * @param writable whether the container may write
     * @param propagation of mounts below it: {@code rprivate}; empty where it means nothing
     */
    public record Mount(
            String kind,
            Optional<String> name,
            Optional<String> source,
            String destination,
            Optional<String> driver,
            boolean writable,
            Optional<String> propagation) {
        public Mount {
            requireNonNull(kind, "kind is null");
            requireNonNull(name, "name is null");
            requireNonNull(source, "source is null");
            requireNonNull(destination, "destination is null");
            requireNonNull(driver, "driver is null");
            requireNonNull(propagation, "propagation is null");
        }
    }
}
