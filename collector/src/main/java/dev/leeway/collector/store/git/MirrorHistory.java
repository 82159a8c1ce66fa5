package dev.leeway.collector.store.git;

import dev.leeway.collector.store.UnreadFile;
import dev.leeway.collector.store.git.Folder.Entry;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Reads snapshots back. */
final class MirrorHistory {
    private final MirrorRepository repository;
    /** Files that several hosts have are read once. */
    private final Map<ObjectId, SectionFile> known = new HashMap<>();

    MirrorHistory(MirrorRepository repository) {
        this.repository = repository;
    }

    Exported snapshots(String branch, Optional<String> revision) throws IOException, MirrorException {
        try (ObjectReader reader = repository.reader();
                RevWalk walk = new RevWalk(reader)) {
            RevCommit commit = commit(branch, revision, walk);
            String at = branch + "@" + commit.name().substring(0, 12) + ":";
            SortedMap<String, ObjectId> hosts = hosts(reader, commit.getTree());
            Map<String, Instant> moments = moments(hosts, commit, reader, walk);
            List<Snapshot> snapshots = new ArrayList<>();
            List<UnreadFile> unread = new ArrayList<>();
            for (Map.Entry<String, ObjectId> each : hosts.entrySet()) {
                Instant moment = moments.getOrDefault(each.getKey(), Instant.EPOCH);
                String place = at + each.getKey() + "/";
                snapshot(HostFolder.read(reader, each.getValue()), place, moment, reader, unread)
                        .ifPresent(snapshot -> {
                            HostFile header = HostFile.of(snapshot);
                            if (!header.mayLieAt(each.getKey())
                                    || !header.branch().equals(branch)) {
                                unread.add(new UnreadFile(
                                        place,
                                        place + HostFile.NAME
                                                + ": is the file of another host; write the mirror again"));
                            } else if (header.folder().equals(each.getKey()) || !hosts.containsKey(header.folder())) {
                                // What else lies where earlier builds wrote it was written once more since.
                                snapshots.add(snapshot);
                            }
                        });
            }
            return new Exported(snapshots, unread);
        }
    }

    /** Looks no further back than to the last commit of a day, and of hosts that were taken out to the end of that day. */
    DaysWritten daysWritten(String branch) throws IOException {
        Optional<ObjectId> tip = repository.branch(branch);
        if (tip.isEmpty()) {
            return new DaysWritten(OptionalLong.empty(), false, Map.of());
        }
        try (ObjectReader reader = repository.reader();
                RevWalk walk = new RevWalk(reader)) {
            RevCommit last = walk.parseCommit(tip.get());
            OptionalLong day = CommitText.day(last.getFullMessage());
            boolean otherwise = false;
            RevCommit next = last;
            while (day.isEmpty()) {
                otherwise |= CommitText.retired(next.getFullMessage()).isEmpty();
                if (next.getParentCount() == 0) {
                    break;
                }
                next = walk.parseCommit(next.getParent(0));
                day = CommitText.day(next.getFullMessage());
            }
            if (day.isEmpty()) {
                return new DaysWritten(OptionalLong.of(MirrorSource.day(moment(last))), true, Map.of());
            }
            return new DaysWritten(day, otherwise, retired(last, day.getAsLong(), walk));
        }
    }

    /** Whether what was written last is a day, hosts that were taken out apart. */
    boolean isByDay(String branch) throws IOException {
        Optional<ObjectId> tip = repository.branch(branch);
        if (tip.isEmpty()) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository.git())) {
            RevCommit commit = walk.parseCommit(tip.get());
            while (commit.getParentCount() > 0
                    && !CommitText.retired(commit.getFullMessage()).isEmpty()) {
                commit = walk.parseCommit(commit.getParent(0));
            }
            return CommitText.day(commit.getFullMessage()).isPresent();
        }
    }

    /** A commit is never older than the one before, so that those after a day are the last ones, days that were written late among them. */
    private static Map<String, Instant> retired(RevCommit last, long day, RevWalk walk) throws IOException {
        Map<String, Instant> retired = new HashMap<>();
        RevCommit commit = last;
        while (MirrorSource.day(moment(commit)) > day) {
            for (String host : CommitText.retired(commit.getFullMessage())) {
                retired.putIfAbsent(host, moment(commit));
            }
            if (commit.getParentCount() == 0) {
                break;
            }
            commit = walk.parseCommit(commit.getParent(0));
        }
        return retired;
    }

    private RevCommit commit(String branch, Optional<String> revision, RevWalk walk)
            throws IOException, MirrorException {
        Optional<ObjectId> last = repository.branch(branch);
        if (last.isEmpty()) {
            throw new MirrorException(repository.path() + ": has no branch '" + branch + "'; it has "
                    + String.join(", ", repository.branches().keySet()));
        }
        RevCommit tip = walk.parseCommit(last.get());
        if (revision.isEmpty()) {
            return tip;
        }
        try {
            ObjectId id = repository.git().resolve(revision.get() + "^{commit}");
            RevCommit commit = id == null ? null : walk.parseCommit(id);
            if (commit != null && walk.isMergedInto(commit, tip)) {
                return commit;
            }
        } catch (RevisionSyntaxException | AmbiguousObjectException e) {
            throw new MirrorException(
                    repository.path() + ": that is no name of one commit; 'git log " + branch + "' lists them", e);
        }
        throw new MirrorException(repository.path() + ": the branch " + branch + " has no such commit; 'git log "
                + branch + "' lists those it has");
    }

    /** The time of a commit, of which JGit itself keeps 31 bits. */
    static Instant moment(RevCommit commit) {
        return commit.getCommitterIdent().getWhenAsInstant();
    }

    /** The trees of hosts by {@code role/host}. */
    static SortedMap<String, ObjectId> hosts(ObjectReader reader, ObjectId tree) throws IOException {
        SortedMap<String, ObjectId> hosts = new TreeMap<>();
        for (Map.Entry<String, Entry> role : Folder.read(reader, tree).entries().entrySet()) {
            if (role.getValue().isFolder()) {
                Folder.read(reader, role.getValue().id()).entries().forEach((host, entry) -> {
                    if (entry.isFolder()) {
                        hosts.put(role.getKey() + "/" + host, entry.id());
                    }
                });
            }
        }
        return hosts;
    }

    /** When each host last changed: then it was seen as it is here, and nothing says that it was seen since. */
    private static Map<String, Instant> moments(
            SortedMap<String, ObjectId> hosts, RevCommit from, ObjectReader reader, RevWalk walk) throws IOException {
        Map<String, Instant> moments = new HashMap<>();
        Set<String> open = new HashSet<>(hosts.keySet());
        RevCommit commit = from;
        while (!open.isEmpty()) {
            RevCommit parent = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
            Instant moment = moment(commit);
            for (String host : changed(hosts, parent, reader, open)) {
                open.remove(host);
                moments.put(host, moment);
            }
            if (parent == null) {
                break;
            }
            commit = parent;
        }
        return moments;
    }

    private static Set<String> changed(
            SortedMap<String, ObjectId> hosts, @Nullable RevCommit parent, ObjectReader reader, Set<String> open)
            throws IOException {
        if (parent == null) {
            return Set.copyOf(open);
        }
        SortedMap<String, ObjectId> before = hosts(reader, parent.getTree());
        Set<String> changed = new HashSet<>();
        for (String host : open) {
            ObjectId here = hosts.get(host);
            if (here != null && !here.equals(before.get(host))) {
                changed.add(host);
            }
        }
        return changed;
    }

    private SectionFile section(ObjectId id, String name, ObjectReader reader) throws IOException, FormatException {
        SectionFile section = known.get(id);
        if (section == null) {
            section = SectionFile.read(Content.of(id, Constants.OBJ_BLOB, reader), name);
            known.put(id, section);
        }
        return section;
    }

    private Optional<Snapshot> snapshot(
            HostFolder folder, String place, Instant moment, ObjectReader reader, List<UnreadFile> unread)
            throws IOException {
        HostFile header = null;
        List<Section> sections = new ArrayList<>();
        for (Map.Entry<String, ObjectId> file : folder.files().entrySet()) {
            String name = place + file.getKey();
            try {
                if (file.getKey().equals(HostFile.NAME)) {
                    header = HostFile.read(Content.of(file.getValue(), Constants.OBJ_BLOB, reader), name);
                } else {
                    SectionFile section = section(file.getValue(), name, reader);
                    if (!SectionFile.path(section.key()).equals(file.getKey())) {
                        throw new FormatException(name, "", "holds another section", "write the mirror again");
                    }
                    section.told().ifPresent(sections::add);
                }
            } catch (FormatException e) {
                unread.add(new UnreadFile(name, String.valueOf(e.getMessage())));
            } catch (IOException e) {
                unread.add(new UnreadFile(name, name + ": is missing or damaged; write the mirror again"));
            }
        }
        if (header == null) {
            unread.add(new UnreadFile(
                    place, place + HostFile.NAME + ": says not what host it is; write the mirror again"));
            return Optional.empty();
        }
        return Optional.of(Snapshots.of(0, header.host(), moment, moment, header.root(), header.agent(), sections));
    }
}
