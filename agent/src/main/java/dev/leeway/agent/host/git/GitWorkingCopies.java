package dev.leeway.agent.host.git;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.WorkingCopies;
import dev.leeway.agent.spi.WorkingCopy;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/** Working copies of a host, as Git's own files say. */
public final class GitWorkingCopies implements WorkingCopies {
    /** For one question about one path. */
    private static final Duration OF_A_QUESTION = Duration.ofSeconds(2);

    static {
        StillSystem.install();
    }

    @Override
    public Optional<WorkingCopy> at(HostFiles files, String directory, Optional<String> repository, Duration time)
            throws HostAccessException, InterruptedException {
        Budget budget = new Budget(time);
        GitFiles git = new GitFiles(files);
        try {
            Optional<RepositoryPlace> place = repository.isPresent()
                    ? Optional.of(RepositoryPlace.of(git, directory, own(git, repository.get())))
                    : RepositoryPlace.at(git, directory);
            return place.isEmpty() ? Optional.empty() : Optional.of(new Look(git, place.get(), budget, 0).take());
        } catch (IOException | MalformedException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("told to stop");
            }
            throw new HostAccessException(GitException.kindOf(e), directory);
        }
    }

    /** A repository may be given by the directory that holds its {@code .git}. */
    private static String own(GitFiles files, String repository) throws HostAccessException, MalformedException {
        return RepositoryPlace.at(files, repository).map(RepositoryPlace::own).orElse(repository);
    }

    @Override
    public boolean follows(HostFiles files, String directory, String path) throws HostAccessException {
        GitFiles git = new GitFiles(files);
        try {
            Optional<RepositoryPlace> place = RepositoryPlace.at(git, directory);
            if (place.isEmpty()) {
                return false;
            }
            SortedMap<String, IndexEntry> entries =
                    IndexFile.read(git, place.get()).entries();
            return entries.containsKey(path)
                    || !entries.subMap(path + "/", path + "0").isEmpty();
        } catch (MalformedException e) {
            throw new HostAccessException(Kind.MALFORMED, directory);
        }
    }

    @Override
    public boolean ignores(HostFiles files, String directory, String path) throws HostAccessException {
        GitFiles git = new GitFiles(files);
        try {
            Optional<RepositoryPlace> place = RepositoryPlace.at(git, directory);
            if (place.isEmpty()) {
                return false;
            }
            Rules rules = new Rules(git, directory, place.get(), new Budget(OF_A_QUESTION));
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                if (rules.ignored(path.substring(0, slash), true)) {
                    return true;
                }
            }
            return rules.ignored(path, git.isDirectory(GitFiles.below(directory, path)));
        } catch (IOException | MalformedException | RuntimeException e) {
            throw new HostAccessException(GitException.kindOf(e), directory);
        }
    }
}
