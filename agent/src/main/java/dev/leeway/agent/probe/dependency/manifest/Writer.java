package dev.leeway.agent.probe.dependency.manifest;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.FileStat;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What tells the files that a service writes from those that were deployed.
 *
 * @param open files it has open for writing
 * @param started when it started: what was written since is its data
 * @param uid the user it runs as
 */
public record Writer(Set<String> open, Optional<Instant> started, long uid) {
    /** Unpacking and building a deployment go on for a while after its directory was filled. */
    private static final Duration FILLED = Duration.ofMinutes(10);

    public Writer {
        open = Set.copyOf(open);
        requireNonNull(started, "started is null");
    }

    /** Whether it has written the file at {@code path} since it started, or may write it at any time. */
    boolean writes(String path, FileStat file) {
        return open.contains(path) || started.filter(file.modified()::isAfter).isPresent();
    }

    /**
     * Whether {@code file} was written to what belongs to the service after the deployment was made: that stays so when
     * the service is started again, as the file's age beside the process's does not.
     *
     * @param owner what has to be the service's own, the file or the directory it lies in
     * @param root the deployment's directory
     */
    boolean wrote(FileStat owner, FileStat file, FileStat root) {
        return owner.uid() == uid && file.modified().isAfter(root.modified().plus(FILLED));
    }
}
