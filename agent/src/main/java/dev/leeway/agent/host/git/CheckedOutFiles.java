package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.WorkingCopy.Change;
import dev.leeway.schema.fact.FactPath;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files that are checked out, held against the index. */
final class CheckedOutFiles {
    private final GitFiles files;
    private final String root;
    private final IndexFile index;
    private final FileContent content;
    private final boolean modes;
    private final boolean links;
    private final Differences differences;
    private final Budget budget;
    private final Map<String, Boolean> directories = new HashMap<>();

    CheckedOutFiles(
            GitFiles files,
            String root,
            IndexFile index,
            FileContent content,
            RepositoryConfig config,
            Differences differences,
            Budget budget) {
        this.files = files;
        this.root = root;
        this.index = index;
        this.content = content;
        this.modes = config.flag("fileMode", true);
        this.links = config.flag("symlinks", true);
        this.differences = differences;
        this.budget = budget;
    }

    void compare() {
        for (IndexEntry entry : index.entries().values()) {
            try {
                budget.check();
                if (entry.stage() > 0) {
                    differences.add(entry.path(), Change.UNMERGED);
                } else if (!entry.isRepository() && !entry.isDirectory()) {
                    file(entry);
                }
            } catch (GitException | HostAccessException e) {
                Kind kind = GitException.kindOf(e);
                if (kind == Kind.TIMED_OUT) {
                    differences.unknown("dirty[*]", kind);
                    return;
                }
                unknown(entry, kind);
            } catch (IOException | RuntimeException e) {
                unknown(entry, Kind.UNREADABLE);
            }
        }
    }

    private void unknown(IndexEntry entry, Kind kind) {
        differences.unknown(FactPath.of("dirty", entry.path()).text(), kind);
    }

    private void file(IndexEntry entry) throws HostAccessException, IOException {
        String path = GitFiles.below(root, entry.path());
        Optional<FileStat> found = reached(entry.path()) ? files.files().statLink(path) : Optional.empty();
        if (entry.intended()) {
            differences.add(entry.path(), Change.INTENDED);
        } else if (found.isEmpty()) {
            if (!entry.hidden()) {
                differences.add(entry.path(), Change.DELETED);
            }
        } else {
            Optional<Change> change = change(entry, path, found.get());
            change.ifPresent(each -> differences.add(entry.path(), entry.hidden() ? Change.HIDDEN : each));
        }
    }

    /** Whether all directories on the way are directories, and none is a link. */
    private boolean reached(String path) throws HostAccessException {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return true;
        }
        String directory = path.substring(0, slash);
        Boolean known = directories.get(directory);
        if (known == null) {
            known = reached(directory)
                    && files.files()
                            .statLink(GitFiles.below(root, directory))
                            .filter(stat -> stat.type() == FileStat.Type.DIRECTORY)
                            .isPresent();
            directories.put(directory, known);
        }
        return known;
    }

    private Optional<Change> change(IndexEntry entry, String path, FileStat stat)
            throws HostAccessException, IOException {
        if (entry.isLink() && stat.type() == FileStat.Type.LINK) {
            String target = files.files().readLink(path).orElse("");
            return FileContent.isTarget(target, entry.object()) ? Optional.empty() : Optional.of(Change.MODIFIED);
        }
        if (stat.type() != FileStat.Type.FILE || (entry.isLink() && links)) {
            return Optional.of(stat.type() == FileStat.Type.DIRECTORY ? Change.DELETED : Change.TYPE_CHANGED);
        }
        boolean executable = (stat.mode() & 0100) != 0;
        if (!isUntouched(entry, path, stat)) {
            Optional<Boolean> same = content.holds(path, entry.path(), stat.size(), entry.object());
            if (same.isEmpty()) {
                unknown(entry, Kind.UNREADABLE);
                return Optional.empty();
            }
            if (!same.get()) {
                return Optional.of(Change.MODIFIED);
            }
        }
        return modes && !entry.isLink() && executable != entry.isExecutable()
                ? Optional.of(Change.MODE_CHANGED)
                : Optional.empty();
    }

    /** As Git decides it: by what the file system says, unless the file was written so late that it may not show. */
    private boolean isUntouched(IndexEntry entry, String path, FileStat stat) throws HostAccessException {
        IndexEntry.Mark mark = entry.mark();
        Instant modified = stat.modified();
        boolean alike = mark.size() == (int) stat.size()
                && mark.inode() == (int) stat.inode()
                && mark.modified() == (int) modified.getEpochSecond()
                && mark.modifiedPart() == modified.getNano()
                && modified.isBefore(index.written());
        return alike
                && files.files()
                        .changed(path)
                        .filter(changed -> mark.changed() == (int) changed.getEpochSecond()
                                && mark.changedPart() == changed.getNano())
                        .isPresent();
    }
}
