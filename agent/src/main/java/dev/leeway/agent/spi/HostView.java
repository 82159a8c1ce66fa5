package dev.leeway.agent.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One host as a probe may see it. */
public interface HostView {
    /** Whether this is a running host; false for a mounted tree, which has no kernel and no processes of its own. */
    boolean live();

    /** When the look began, by the snapshot's clock: what runs out is measured against it. */
    default Instant now() {
        return Instant.EPOCH;
    }

    /** The host's files. */
    HostFiles files();

    /**
     * Files as {@code process} sees them: the container's for a process in one, the host's own for the others. Its reads
     * are refused when this agent may not look into that process.
     */
    default HostFiles files(HostProcess process) {
        return files();
    }

    /** The host's {@code /proc}, rooted there: {@code /1/status}. An empty tree unless {@link #live()}. */
    HostFiles proc();

    /** The host's {@code /sys}, rooted there. An empty tree unless {@link #live()}. */
    HostFiles sys();

    /** The host's SQLite files; their driver is loaded when the first one is read. */
    SqliteFiles sqlite();

    /**
     * Whether there is a system of its own to tell of; false for an image in a file, of which only {@link #interiors()} and the
     * one service that it is for can be told.
     */
    default boolean hasSystem() {
        return true;
    }

    /**
     * The file systems of the containers that run here, or that of the image, sorted by the names of what runs in them. Two may
     * have a subject in common: replicas that are not alike.
     */
    default List<Interior> interiors() throws HostAccessException, InterruptedException {
        return List.of();
    }

    /**
     * The processes seen once for the whole snapshot, sorted by id; never the agent itself. Empty unless {@link #live()}.
     */
    List<HostProcess> processes() throws HostAccessException, InterruptedException;

    /** The services that run, sorted by name: anchored processes under stable names. Empty unless {@link #live()}. */
    List<Service> services() throws HostAccessException, InterruptedException;

    /** What the user said of places where software is deployed. */
    default DependencySettings dependencies() {
        return DependencySettings.NONE;
    }

    /** Which files of settings the user named. */
    default ConfigPlaces configPlaces() {
        return ConfigPlaces.NONE;
    }

    /** The databases the user told the agent to look at. */
    default DatabaseServers databases() {
        return DatabaseServers.NONE;
    }

    /** The container engine of the host; never asked before the first question. */
    default ContainerEngine engine() {
        return ContainerEngine.NONE;
    }

    /** Git's working copies on the host; what reads them is loaded with the first. */
    default WorkingCopies workingCopies() {
        return WorkingCopies.NONE;
    }

    /** Looks up names, and asks nobody before the first question. */
    default NameService names() {
        return NameService.NONE;
    }

    /** What the user said of places that probes cannot know by themselves. */
    default HostSettings settings() {
        return HostSettings.NONE;
    }

    /** Variables of the invoking shell; present only when the user asked for them. */
    Optional<SortedMap<String, String>> shell();
}
