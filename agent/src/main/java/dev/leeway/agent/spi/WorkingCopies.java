package dev.leeway.agent.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Looks at Git's working copies without running Git, a hook, a filter or anything a repository names, and without writing,
 * locking or refreshing anything.
 *
 * <p>What does the reading is loaded with the first repository that is found.
 */
public interface WorkingCopies {
    /** Sees none. */
    WorkingCopies NONE = new WorkingCopies() {
        @Override
        public Optional<WorkingCopy> at(HostFiles files, String directory, Optional<String> repository, Duration time) {
            return Optional.empty();
        }

        @Override
        public boolean follows(HostFiles files, String directory, String path) {
            return false;
        }

        @Override
        public boolean ignores(HostFiles files, String directory, String path) {
            return false;
        }
    };

    /**
     * What is checked out at {@code directory}: a working copy's top, or a repository without one.
     *
     * @param files where everything is read; nothing leads outside of it
     * @param directory absolute
     * @param repository where its repository lies, absolute; empty to find it there
     * @param time how long that may take; what was not seen by then is uncovered
     * @return empty where no repository begins
     * @throws HostAccessException when one begins there and cannot be read, {@link HostAccessException.Kind#MALFORMED} where it
     *     is of a form that is not understood
     */
    Optional<WorkingCopy> at(HostFiles files, String directory, Optional<String> repository, Duration time)
            throws HostAccessException, InterruptedException;

    /**
     * Whether Git follows {@code path} or anything below it: what merely lies in somebody's working copy is not deployed by it.
     *
     * @param directory a working copy's top, absolute
     * @param path relative to it, without a slash at either end
     */
    boolean follows(HostFiles files, String directory, String path) throws HostAccessException;

    /**
     * Whether the working copy itself says that Git is to ignore {@code path} or a directory above it.
     *
     * @param directory a working copy's top, absolute
     * @param path relative to it, without a slash at either end
     */
    boolean ignores(HostFiles files, String directory, String path) throws HostAccessException;
}
