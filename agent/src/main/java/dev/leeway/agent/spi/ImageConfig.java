package dev.leeway.agent.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an image says of how it is run, or with what of it a container was created.
 *
 * @param user account, number, or both with a group; empty is root
 * @param workingDirectory absolute; empty is the root
 * @param entrypoint arguments; empty when there is none
 * @param command arguments after the entrypoint
 * @param variables by name; may hold secrets
 * @param labels by name; may hold secrets
 * @param ports exposed, {@code 8080/tcp}
 * @param volumes directories that get a volume of their own
 * @param healthCheck how its health is asked for; empty when nothing says, a check of {@code NONE} when it is switched off
 * @param stopSignal that asks it to end
 * @param shell of the commands that are given as text
 */
public record ImageConfig(
        String user,
        String workingDirectory,
        List<String> entrypoint,
        List<String> command,
        SortedMap<String, String> variables,
        SortedMap<String, String> labels,
        SortedSet<String> ports,
        SortedSet<String> volumes,
        Optional<HealthCheck> healthCheck,
        Optional<String> stopSignal,
        List<String> shell) {
    /** One that says nothing. */
    public static final ImageConfig EMPTY = new ImageConfig(
            "",
            "",
            List.of(),
            List.of(),
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    public ImageConfig {
        requireNonNull(user, "user is null");
        requireNonNull(workingDirectory, "workingDirectory is null");
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
        volumes = Collections.unmodifiableSortedSet(new TreeSet<>(volumes));
        requireNonNull(healthCheck, "healthCheck is null");
        requireNonNull(stopSignal, "stopSignal is null");
        shell = List.copyOf(shell);
    }

    /** The same with other labels. */
    public ImageConfig labelled(SortedMap<String, String> others) {
        return new ImageConfig(
                user,
                workingDirectory,
                entrypoint,
                command,
                variables,
                others,
                ports,
                volumes,
                healthCheck,
                stopSignal,
                shell);
    }

    /** Never what it holds. */
    @Override
    public String toString() {
        return "ImageConfig[" + variables.size() + " variables, " + labels.size() + " labels]";
    }

    /**
     * How health is asked for; times are empty where the engine's own count.
     *
     * @param test {@code NONE}; {@code CMD} and arguments; or {@code CMD-SHELL} and a text
     * @param interval between two
     * @param timeout of one
     * @param startPeriod in which failures do not count
     * @param retries failures in a row that make it unhealthy; 0 where the engine's own count
     */
    public record HealthCheck(
            List<String> test,
            Optional<Duration> interval,
            Optional<Duration> timeout,
            Optional<Duration> startPeriod,
            int retries) {
        public HealthCheck {
            test = List.copyOf(test);
            requireNonNull(interval, "interval is null");
            requireNonNull(timeout, "timeout is null");
            requireNonNull(startPeriod, "startPeriod is null");
        }

        /** Never the command: it may hold a secret. */
        @Override
        public String toString() {
            return "HealthCheck[" + retries + "]";
        }
    }
}
