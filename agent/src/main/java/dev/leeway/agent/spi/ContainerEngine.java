package dev.leeway.agent.spi;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The container engine of a host, asked but never told to do anything: nothing is started, created or pulled.
 *
 * <p>It is asked once for the whole snapshot, at the first call that needs it, and only when a socket exists or an address is
 * configured. Every answer is bounded in time and size. Each method throws {@link HostAccessException}: {@link
 * HostAccessException.Kind#ABSENT} when there is no engine, {@link HostAccessException.Kind#DENIED} when this user may not use its
 * socket, {@link HostAccessException.Kind#TIMED_OUT}, {@link HostAccessException.Kind#TOO_LARGE}, {@link
 * HostAccessException.Kind#MALFORMED} when what answers is no engine; and {@link InterruptedException} when told to stop.
 */
public interface ContainerEngine {
    /** None. */
    ContainerEngine NONE = new ContainerEngine() {
        @Override
        public EngineInfo info() throws HostAccessException {
            throw absent();
        }

        @Override
        public List<EngineContainer> containers() throws HostAccessException {
            throw absent();
        }

        @Override
        public List<EngineImage> images() throws HostAccessException {
            throw absent();
        }

        private HostAccessException absent() {
            return new HostAccessException(HostAccessException.Kind.ABSENT, "container engine");
        }
    };

    /** Where it is reached, as far as that may be told: {@code unix:///var/run/docker.sock}, {@code tcp://engine:2376}. */
    default Optional<String> address() {
        return Optional.empty();
    }

    /** What it says of itself. */
    EngineInfo info() throws HostAccessException, InterruptedException;

    /** Every container, running or not, sorted by service and name; one that goes away meanwhile is left out. */
    List<EngineContainer> containers() throws HostAccessException, InterruptedException;

    /**
     * Every image with a name, and every image that a container uses, sorted by id; one that goes away meanwhile is left out.
     * Those no container uses have neither history nor settings.
     */
    List<EngineImage> images() throws HostAccessException, InterruptedException;

    /**
     * What could not be asked of an engine that answers, and why: by the names of services, {@code *} where more than those may have
     * been missed.
     */
    default SortedMap<String, HostAccessException.Kind> gaps(About about)
            throws HostAccessException, InterruptedException {
        return new TreeMap<>();
    }

    /** What is asked about. */
    enum About {
        CONTAINERS,
        IMAGES
    }

    /**
     * What lies at {@code path} of a container, running or not, a link unfollowed; empty when nothing does.
     *
     * @param container its id
     * @param path absolute within it
     */
    default Optional<PathStat> stat(String container, String path) throws HostAccessException, InterruptedException {
        throw new HostAccessException(HostAccessException.Kind.ABSENT, "container engine");
    }

    /**
     * Hands a tar stream of what lies at {@code path} of a container, running or not, to {@code work}; names in it begin with the last
     * name of {@code path}. Ending early is no failure.
     *
     * @param container its id
     * @param maxBytes more than this ends the stream with an {@link IOException}, which becomes {@link
     *     HostAccessException.Kind#TOO_LARGE}
     */
    default void archive(String container, String path, long maxBytes, StreamWork work)
            throws HostAccessException, InterruptedException {
        throw new HostAccessException(HostAccessException.Kind.ABSENT, "container engine");
    }

    /**
     * What a container has written, changed or removed of the files of its image since it was created, sorted; directories of changed
     * files are among them. What lies on mounts is not.
     *
     * @param container its id
     */
    default List<String> changes(String container) throws HostAccessException, InterruptedException {
        throw new HostAccessException(HostAccessException.Kind.ABSENT, "container engine");
    }

    /**
     * Hands an image, as {@code docker save} writes it, to {@code work}; layers already seen can be skipped only by reading on.
     *
     * @param image its id
     * @param maxBytes as for {@link #archive}
     */
    default void save(String image, long maxBytes, StreamWork work) throws HostAccessException, InterruptedException {
        throw new HostAccessException(HostAccessException.Kind.ABSENT, "container engine");
    }

    /** What is done with a stream; it is closed when this returns. */
    interface StreamWork {
        /** Reads as much as it wants. */
        void read(InputStream stream) throws IOException, HostAccessException, InterruptedException;
    }

    /**
     * What the engine says of a path within a container.
     *
     * @param type what lies there
     * @param size in bytes
     * @param mode permission bits
     * @param modified last change of content
     * @param link where a symbolic link leads after all links, within the container; empty when it is none
     */
    record PathStat(FileStat.Type type, long size, int mode, Instant modified, Optional<String> link) {}
}
