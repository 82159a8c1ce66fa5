package dev.leeway.collector.store.git;

import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import dev.leeway.schema.yaml.Suggestion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * A mirror of snapshots in a bare Git repository: a branch for each environment, a directory for each host, a file for each
 * section, a commit for each group that changed something.
 *
 * <p>What is written follows from the groups and their order alone: the same groups make the same commits. Used by one thread;
 * other processes wait for each other.
 */
public final class GitMirror implements AutoCloseable {
    private static final String AUTHOR = "Leeway";
    private static final String ADDRESS = "leeway@leeway.invalid";
    /** What dates of commits may be: Git takes none before 1970, and few programs one beyond the year 9999. */
    private static final long LATEST = 253_402_300_799L;

    private static final int ATTEMPTS = 3;

    private final MirrorRepository repository;
    private final SectionBlobs blobs = new SectionBlobs();
    /** By branch, for a run asks of every branch on every day, and one that was never written by day is read to its beginning. */
    private final Map<String, DaysKnown> days = new HashMap<>();

    private @Nullable Absence absence;

    /** What a commit says of the days before it, for as long as it is the last of its branch. */
    private record DaysKnown(ObjectId last, DaysWritten days) {}

    private GitMirror(MirrorRepository repository) {
        this.repository = repository;
    }

    /**
     * Opens a mirror, or a clone of one, to be read.
     *
     * @throws MirrorException when there is none
     */
    public static GitMirror open(Path path) throws MirrorException {
        return new GitMirror(MirrorRepository.open(path));
    }

    /**
     * Opens a mirror to be written, and makes it, for nobody but its owner, where {@code path} is missing or empty.
     *
     * @throws MirrorException when there is something else
     */
    public static GitMirror openOrCreate(Path path) throws MirrorException {
        return new GitMirror(MirrorRepository.openOrCreate(path));
    }

    /**
     * Looks whether {@code path} is a mirror, or missing or empty so that one can be made there, and touches nothing.
     *
     * @throws MirrorException when there is something else
     */
    public static void check(Path path) throws MirrorException {
        MirrorRepository.check(path);
    }

    /** The branch of an environment; of snapshots that name none where it is empty. */
    public static String branch(Optional<String> environment) {
        return FileName.of(environment);
    }

    /** What the directory of a snapshot's host is called, or of its tree, a name that any file may have. */
    public static String fileName(Snapshot snapshot) {
        return FileName.of(StoredHost.filed(snapshot));
    }

    /** The branches there are. */
    public List<String> branches() throws MirrorException {
        return told(() -> List.copyOf(repository.branches().keySet()));
    }

    /** How far the days of a branch are written. */
    public DaysWritten daysWritten(String branch) throws MirrorException {
        return told(() -> {
            Optional<ObjectId> last = repository.branch(branch);
            DaysKnown known = days.get(branch);
            if (known != null && last.filter(known.last()::equals).isPresent()) {
                return known.days();
            }
            DaysWritten read = new MirrorHistory(repository).daysWritten(branch);
            last.ifPresent(commit -> days.put(branch, new DaysKnown(commit, read)));
            return read;
        });
    }

    /** Whether what was written last to a branch is a day. */
    boolean isByDay(String branch) throws MirrorException {
        return told(() -> new MirrorHistory(repository).isByDay(branch));
    }

    /**
     * Writes a group: one commit for each environment in which it changes something.
     *
     * @param group snapshots, those of one host in their order; what is not in it stays as it is
     * @throws MirrorException when the mirror is damaged, cannot be written, or is being written for long by somebody else; what was committed
     *     by then stays, and writing the group again does the rest
     */
    public Written write(List<Mirrored> group) throws MirrorException {
        return write(group, List.of(), "");
    }

    /**
     * Writes a group that is all of a day; its commits say so.
     *
     * @param unchanged the others of that day, which only tell how late it was
     * @param day by its number since 1970 in UTC
     * @throws MirrorException as {@link #write(List)} does
     */
    Written write(List<Mirrored> group, List<MirrorSource.Unchanged> unchanged, long day) throws MirrorException {
        return write(group, unchanged, CommitText.ofDay(day));
    }

    private Written write(List<Mirrored> group, List<MirrorSource.Unchanged> unchanged, String ending)
            throws MirrorException {
        SortedMap<String, List<Mirrored>> byBranch = new TreeMap<>();
        for (Mirrored each : group) {
            String name = branch(each.snapshot().host().environment());
            byBranch.computeIfAbsent(name, unused -> new ArrayList<>()).add(each);
        }
        SortedMap<String, Edit> edits = new TreeMap<>();
        byBranch.forEach((name, own) -> edits.put(name, new Edit(moment(name, own, unchanged), ending, branch -> {
            for (Mirrored each : own) {
                branch.add(each.snapshot());
            }
        })));
        return told(() -> edited(edits));
    }

    /**
     * Takes a host out of its branch, in a commit of its own: nothing else ever does.
     *
     * @param branch one of {@link #branches}
     * @param moment the time of the commit
     * @throws MirrorException when there is no such branch or host
     */
    public Written retire(String branch, String host, Instant moment) throws MirrorException {
        List<String> known = branches();
        if (!known.contains(branch)) {
            throw new MirrorException(repository.path() + ": has no branch " + branch
                    + (known.isEmpty() ? ", nor any other yet" : "; " + Suggestion.nextStep(branch, known)));
        }
        SortedMap<String, Edit> edits = new TreeMap<>();
        edits.put(branch, new Edit(moment, "", tree -> {
            if (!tree.retire(FileName.of(host))) {
                throw new MirrorException(repository.path() + ": the branch " + branch
                        + " has no host of that name; 'git ls-tree -d --name-only " + branch + ":ROLE' lists them");
            }
        }));
        return told(() -> edited(edits));
    }

    /**
     * The hosts as one commit has them. Moments are those of the last commit that changed the host, counts are 0.
     *
     * @param branch one of {@link #branches}
     * @param revision a commit of that branch by any name Git has for it, empty for the last
     * @throws MirrorException when there is no such branch or commit
     */
    public Exported snapshots(String branch, Optional<String> revision) throws MirrorException {
        return told(() -> new MirrorHistory(repository).snapshots(branch, revision));
    }

    /**
     * Reads every commit of every branch, and tells of each file that is damaged or not the mirror's own.
     *
     * @return as {@code BRANCH@COMMIT:PATH}, none where all is sound
     */
    public List<UnreadFile> verify() throws MirrorException {
        return told(() -> new MirrorCheck(repository).damaged());
    }

    /** Makes one pack of all there is; done every now and then unasked. */
    void repack() throws MirrorException {
        told(() -> {
            MirrorLock lock = repository.lock();
            try {
                repository.repack();
            } finally {
                lock.close();
            }
            return true;
        });
    }

    @Override
    public void close() {
        repository.close();
    }

    /** What is done to a branch, at a moment, and what its message ends with. */
    private record Edit(Instant moment, String ending, Laying laying) {}

    /** Changes a branch. */
    private interface Laying {
        void on(Branch branch) throws IOException, MirrorException;
    }

    /** What reads or writes the repository. */
    private interface Work<T> {
        T run() throws IOException, MirrorException;
    }

    private <T> T told(Work<T> work) throws MirrorException {
        try {
            return work.run();
        } catch (IOException e) {
            throw new MirrorException(
                    repository.path() + ": cannot be read or written; check its disk, then run 'leeway mirror verify "
                            + repository.path() + "'",
                    e);
        }
    }

    /** When the last of a branch was received. */
    private static Instant moment(String branch, List<Mirrored> group, List<MirrorSource.Unchanged> unchanged) {
        return Stream.concat(
                        group.stream().map(Mirrored::received),
                        unchanged.stream()
                                .filter(each -> branch(each.environment()).equals(branch))
                                .map(MirrorSource.Unchanged::received))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private Written edited(SortedMap<String, Edit> edits) throws IOException, MirrorException {
        List<Written.Commit> commits = new ArrayList<>();
        Set<String> leftOut = new HashSet<>();
        MirrorLock lock = repository.lock();
        try {
            SortedMap<String, Edit> left = new TreeMap<>(edits);
            for (int attempt = 0; !left.isEmpty(); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new MirrorException(repository.path() + ": the branch " + left.firstKey()
                            + " is being moved by others; run again");
                }
                attempt(left, commits, leftOut);
            }
            repository.point();
            repository.tidy();
        } finally {
            lock.close();
        }
        commits.sort((one, other) -> one.branch().compareTo(other.branch()));
        return new Written(commits, leftOut.stream().sorted().toList());
    }

    /** A commit that is ready, and where its branch was. */
    private record Draft(Written.Commit commit, @Nullable ObjectId from, ObjectId to) {}

    /** Commits what is left, and takes from it what was done. */
    private void attempt(SortedMap<String, Edit> left, List<Written.Commit> commits, Set<String> leftOut)
            throws IOException, MirrorException {
        List<Draft> drafts = new ArrayList<>();
        try (PackInserter inserter = repository.inserter();
                ObjectReader reader = inserter.newReader()) {
            for (String name : List.copyOf(left.keySet())) {
                Edit edit = left.get(name);
                Optional<Draft> draft = edit == null ? Optional.empty() : draft(name, edit, inserter, reader, leftOut);
                draft.ifPresentOrElse(drafts::add, () -> left.remove(name));
            }
            if (!drafts.isEmpty()) {
                inserter.flush();
            }
        }
        for (Draft draft : drafts) {
            if (repository.move(draft.commit().branch(), draft.from(), draft.to())) {
                commits.add(draft.commit());
                left.remove(draft.commit().branch());
            }
        }
    }

    private Optional<Draft> draft(
            String name, Edit edit, PackInserter inserter, ObjectReader reader, Set<String> leftOut)
            throws IOException, MirrorException {
        ObjectId from = repository.branch(name).orElse(null);
        RevCommit parent = null;
        if (from != null) {
            try (RevWalk walk = new RevWalk(reader)) {
                parent = walk.parseCommit(from);
            }
        }
        ObjectId tree = parent == null ? null : parent.getTree().getId();
        Branch branch = new Branch(name, tree, inserter, reader, blobs, this::absence);
        edit.laying().on(branch);
        leftOut.addAll(branch.leftOut());
        List<HostChange> changes = branch.changes();
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        long seconds = Math.min(LATEST, Math.max(0, edit.moment().getEpochSecond()));
        PersonIdent author = new PersonIdent(
                AUTHOR,
                ADDRESS,
                Instant.ofEpochSecond(
                        parent == null
                                ? seconds
                                : Math.max(seconds, MirrorHistory.moment(parent).getEpochSecond())),
                ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(branch.write());
        if (from != null) {
            commit.setParentId(from);
        }
        commit.setAuthor(author);
        commit.setCommitter(author);
        commit.setMessage(CommitText.of(name, changes) + edit.ending());
        ObjectId to = inserter.insert(commit);
        return Optional.of(new Draft(new Written.Commit(name, to.name(), changes.size()), from, to));
    }

    /** Read when something is absent for the first time, which it mostly is not. */
    private Absence absence() {
        Absence known = absence == null ? new Absence(CatalogueReader.builtIn()) : absence;
        absence = known;
        return known;
    }
}
