package dev.leeway.agent.host.git;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.util.Optional;

/**
 * Where the parts of a repository lie.
 *
 * @param worktree what is checked out; empty where nothing is
 * @param own what belongs to this working copy alone: {@code HEAD}, the index
 * @param common what linked working copies share: objects, branches, configuration
 */
record RepositoryPlace(Optional<String> worktree, String own, String common) {
    private static final String LINK = "gitdir:";

    /** The repository that begins at {@code directory}, if one does. */
    static Optional<RepositoryPlace> at(GitFiles files, String directory)
            throws HostAccessException, MalformedException {
        String link = GitFiles.below(directory, ".git");
        Optional<FileStat.Type> type = files.type(link);
        if (type.isEmpty()) {
            // A link that leads nowhere, as one does that leaves the root, is no absence.
            if (files.files().readLink(link).isPresent()) {
                throw new HostAccessException(Kind.UNREADABLE, link);
            }
            return isRepository(files, directory)
                    ? Optional.of(new RepositoryPlace(Optional.empty(), directory, common(files, directory)))
                    : Optional.empty();
        }
        if (type.get() == FileStat.Type.FILE) {
            String line = files.line(link).orElse("");
            if (!line.startsWith(LINK)) {
                throw new MalformedException("expected '" + LINK + "' at line 1 of .git");
            }
            String own =
                    GitFiles.seenFrom(directory, line.substring(LINK.length()).strip());
            return Optional.of(of(files, directory, own));
        }
        // A head without objects is a repository of which a part lies where it may not be seen.
        return hasHead(files, link) ? Optional.of(of(files, directory, link)) : Optional.empty();
    }

    /** The working copy {@code directory} of the repository {@code own}. */
    static RepositoryPlace of(GitFiles files, String directory, String own)
            throws HostAccessException, MalformedException {
        if (!isRepository(files, own)) {
            // Its files may lie outside of what is examined.
            throw new HostAccessException(files.isDirectory(own) ? Kind.MALFORMED : Kind.UNREADABLE, own);
        }
        return new RepositoryPlace(Optional.of(directory), own, common(files, own));
    }

    RepositoryPlace checkedOutAt(String directory) {
        return new RepositoryPlace(Optional.of(directory), own, common);
    }

    private static String common(GitFiles files, String own) throws HostAccessException, MalformedException {
        Optional<String> other = files.line(GitFiles.below(own, "commondir"));
        return other.isEmpty() ? own : GitFiles.seenFrom(own, other.get());
    }

    private static boolean isRepository(GitFiles files, String directory) throws HostAccessException {
        return hasHead(files, directory)
                && (files.isFile(GitFiles.below(directory, "commondir"))
                        || files.isDirectory(GitFiles.below(directory, "objects")));
    }

    private static boolean hasHead(GitFiles files, String directory) throws HostAccessException {
        String head = GitFiles.below(directory, "HEAD");
        return files.isFile(head) || files.files().readLink(head).isPresent();
    }
}
