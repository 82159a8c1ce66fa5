package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Counts what Git neither follows nor ignores; a directory of which it follows nothing counts once. */
final class UntrackedFiles {
    private static final int MAX_NAMES = 100_000;
    private static final int MAX_SEEN = 200_000;

    private final GitFiles files;
    private final String root;
    private final IndexFile index;
    private final Rules rules;
    private final Budget budget;
    private int seen;

    UntrackedFiles(GitFiles files, String root, IndexFile index, Rules rules, Budget budget) {
        this.files = files;
        this.root = root;
        this.index = index;
        this.rules = rules;
        this.budget = budget;
    }

    int count() throws HostAccessException, IOException {
        int count = 0;
        Deque<String> ahead = new ArrayDeque<>();
        ahead.push("");
        while (!ahead.isEmpty()) {
            String directory = ahead.pop();
            for (String name : names(directory)) {
                String path = directory.isEmpty() ? name : directory + "/" + name;
                if (name.equals(".git") || isFollowed(path)) {
                    continue;
                }
                Optional<FileStat.Type> type = type(path);
                boolean isDirectory =
                        type.filter(FileStat.Type.DIRECTORY::equals).isPresent();
                if (type.isEmpty() || type.get() == FileStat.Type.OTHER || rules.ignored(path, isDirectory)) {
                    continue;
                }
                if (isDirectory && holdsFollowed(path)) {
                    ahead.push(path);
                } else if (!isDirectory || holdsAnything(path)) {
                    count++;
                }
            }
        }
        return count;
    }

    private Iterable<String> names(String directory) throws HostAccessException, IOException {
        return files.files().listIfPresent(GitFiles.below(root, directory), MAX_NAMES);
    }

    private Optional<FileStat.Type> type(String path) throws HostAccessException, IOException {
        budget.check();
        if (++seen > MAX_SEEN) {
            throw new GitException(Kind.TOO_LARGE);
        }
        return files.files().statLink(GitFiles.below(root, path)).map(FileStat::type);
    }

    private boolean isFollowed(String path) {
        return index.entries().containsKey(path)
                || !index.entries().subMap(path + "\0", path + "\1").isEmpty();
    }

    private boolean holdsFollowed(String directory) {
        return !index.entries().subMap(directory + "/", directory + "0").isEmpty();
    }

    /** Whether there is anything in a directory, or below it, that is not ignored. */
    private boolean holdsAnything(String directory) throws HostAccessException, IOException {
        Deque<String> ahead = new ArrayDeque<>();
        ahead.push(directory);
        while (!ahead.isEmpty()) {
            String each = ahead.pop();
            for (String name : names(each)) {
                if (name.equals(".git")) {
                    // A repository within, which Git takes for one thing.
                    return true;
                }
                String path = each + "/" + name;
                Optional<FileStat.Type> type = type(path);
                boolean isDirectory =
                        type.filter(FileStat.Type.DIRECTORY::equals).isPresent();
                if (type.isEmpty() || type.get() == FileStat.Type.OTHER || rules.ignored(path, isDirectory)) {
                    continue;
                }
                if (!isDirectory) {
                    return true;
                }
                ahead.push(path);
            }
        }
        return false;
    }
}
