package dev.leeway.collector.store.git;

import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.git.Folder.Entry;
import dev.leeway.collector.store.git.HostChange.Fate;
import dev.leeway.collector.store.git.HostChange.Standing;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** The tree of one environment while snapshots are laid over it. */
final class Branch {
    private final String name;
    private final ObjectInserter inserter;
    private final ObjectReader reader;
    private final SectionBlobs blobs;
    private final Supplier<Absence> absence;
    private final SortedMap<String, Folder> roles = new TreeMap<>();
    private final Map<String, String> roleOf = new HashMap<>();
    private final SortedMap<String, Work> touched = new TreeMap<>();
    /** Directories of hosts in which trees lay, by the directories into which those went. */
    private final Map<String, String> left = new HashMap<>();

    private final List<String> leftOut = new ArrayList<>();
    private final Folder root;

    /** A host as it was and as it becomes. */
    private static final class Work {
        private final @Nullable String roleBefore;
        private final HostFolder before;
        private @Nullable String role;
        private HostFolder now;
        private final String place;

        Work(String place, @Nullable String roleBefore, HostFolder before) {
            this.place = place;
            this.roleBefore = roleBefore;
            this.before = before;
            this.role = roleBefore;
            this.now = before;
        }

        boolean changed() {
            return !before.files().equals(now.files())
                    || (role == null ? roleBefore != null : !role.equals(roleBefore));
        }
    }

    /**
     * A branch as it stands.
     *
     * @param tree of its last commit, null where it has none
     * @param inserter takes what is new; {@code reader} sees that as well
     */
    Branch(
            String name,
            @Nullable ObjectId tree,
            ObjectInserter inserter,
            ObjectReader reader,
            SectionBlobs blobs,
            Supplier<Absence> absence)
            throws IOException {
        this.name = name;
        this.inserter = inserter;
        this.reader = reader;
        this.blobs = blobs;
        this.absence = absence;
        this.root = tree == null ? Folder.empty() : Folder.read(reader, tree);
        for (Map.Entry<String, Entry> each : root.entries().entrySet()) {
            if (each.getValue().isFolder()) {
                Folder role = Folder.read(reader, each.getValue().id());
                roles.put(each.getKey(), role);
                role.entries().forEach((host, entry) -> {
                    if (entry.isFolder()) {
                        roleOf.put(host, each.getKey());
                    }
                });
            }
        }
    }

    /** What could not be mirrored so far. */
    List<String> leftOut() {
        return leftOut;
    }

    /** Lays a snapshot over what the branch has of its host. */
    void add(Snapshot snapshot) throws IOException, MirrorException {
        String host = GitMirror.fileName(snapshot);
        String role = FileName.of(snapshot.host().role());
        byte[] header = HostFile.of(snapshot).bytes();
        SortedMap<String, ObjectId> plain = new TreeMap<>();
        Map<String, Section> sections = new HashMap<>();
        plain.put(HostFile.NAME, blobs.formatter().idFor(Constants.OBJ_BLOB, header));
        for (Section section : snapshot.sections().values()) {
            Optional<ObjectId> id = blobs.id(section);
            if (id.isPresent()) {
                String path = SectionFile.path(section.key());
                plain.put(path, id.get());
                sections.put(path, section);
            } else {
                leftOut.add(
                        name + ":" + role + "/" + host + ": " + section.key().text()
                                + " comes from a later release and was left out; update Leeway and write it again");
            }
        }
        if (!StoredHost.isLive(snapshot)) {
            part(FileName.of(snapshot.host().name()));
        }
        Work work = touched.get(host);
        if (work == null) {
            boolean there = role.equals(roleOf.get(host));
            if (there && new HostFolder(plain).id(blobs.formatter()).equals(tree(host))) {
                return;
            }
            work = parted(host, work(host));
            touched.put(host, work);
        }
        inserter.insert(Constants.OBJ_BLOB, header);
        work.role = role;
        work.now = laid(work, plain, sections, snapshot);
    }

    /** Parts a host of which nothing was told yet from the tree that may lie in its place. */
    private void part(String host) throws IOException {
        if (!touched.containsKey(host) && tree(host) != null) {
            Work before = work(host);
            Work now = parted(host, before);
            if (now != before) {
                touched.put(host, now);
            }
        }
    }

    /**
     * The same host; where earlier builds wrote a tree over it, which was examined on it, one of which nothing is known: the tree moves into a
     * directory of its own, as it was, and nothing of it is laid under the host.
     */
    private Work parted(String host, Work work) throws IOException {
        String role = work.roleBefore;
        String own = named(work.before)
                .filter(file -> file.isOfHost(host))
                .map(HostFile::fileName)
                .orElse(host);
        if (role == null || own.equals(host)) {
            return work;
        }
        if (!touched.containsKey(own)) {
            touched.put(own, tree(own) == null ? work : work(own));
        }
        left.put(own, role + "/" + host);
        return new Work(name + ":", null, new HostFolder(new TreeMap<>()));
    }

    /** What a directory says of its host, as far as that can be read: what cannot be is written anew, and told by whoever checks the mirror. */
    private Optional<HostFile> named(HostFolder folder) {
        ObjectId id = folder.files().get(HostFile.NAME);
        try {
            return id == null
                    ? Optional.empty()
                    : Optional.of(HostFile.read(Content.of(id, Constants.OBJ_BLOB, reader), HostFile.NAME));
        } catch (FormatException | IOException e) {
            return Optional.empty();
        }
    }

    /** Takes a host out; false where the branch has none of that name. */
    boolean retire(String host) throws IOException {
        Work work = touched.containsKey(host) ? touched.get(host) : work(host);
        if (work.role == null) {
            return false;
        }
        work.role = null;
        work.now = new HostFolder(new TreeMap<>());
        touched.put(host, work);
        return true;
    }

    private @Nullable ObjectId tree(String host) {
        String role = roleOf.get(host);
        Folder folder = role == null ? null : roles.get(role);
        Entry entry = folder == null ? null : folder.entries().get(host);
        return entry == null ? null : entry.id();
    }

    private Work work(String host) throws IOException {
        ObjectId tree = tree(host);
        String role = roleOf.get(host);
        return tree == null
                ? new Work(name + ":", null, new HostFolder(new TreeMap<>()))
                : new Work(name + ":" + role + "/" + host + "/", role, HostFolder.read(reader, tree));
    }

    private HostFolder laid(
            Work work, SortedMap<String, ObjectId> plain, Map<String, Section> sections, Snapshot snapshot)
            throws IOException, MirrorException {
        SortedMap<String, ObjectId> files = new TreeMap<>();
        for (Map.Entry<String, ObjectId> each : plain.entrySet()) {
            ObjectId old = work.now.files().get(each.getKey());
            Section section = sections.get(each.getKey());
            boolean as = old != null && old.equals(each.getValue());
            files.put(
                    each.getKey(),
                    section == null || as ? each.getValue() : laid(section, work.place + each.getKey(), old));
        }
        for (Map.Entry<String, ObjectId> each : work.now.files().entrySet()) {
            if (!files.containsKey(each.getKey()) && !each.getKey().equals(HostFile.NAME)) {
                SectionFile old = section(work.place + each.getKey(), each.getValue());
                SectionKey key = old.key();
                boolean gone =
                        !snapshot.sections().containsKey(key) && absence.get().gone(key, snapshot);
                Facts facts = facts(old);
                if (!gone && facts.size() > 0) {
                    files.put(each.getKey(), insert(new SectionFile(key, Optional.empty(), facts)));
                }
            }
        }
        return new HostFolder(files);
    }

    private ObjectId laid(Section section, String place, @Nullable ObjectId old) throws IOException, MirrorException {
        SectionFile plain = SectionFile.of(section);
        if (old == null) {
            return insert(plain);
        }
        SectionFile before = section(place, old);
        return insert(new SectionFile(section.key(), plain.told(), absence.get().unseen(before.facts(), section)));
    }

    private static Facts facts(SectionFile file) {
        Facts.Builder facts = new Facts.Builder();
        file.facts().forEach(facts::add);
        return facts.build();
    }

    private ObjectId insert(SectionFile file) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, file.bytes());
    }

    private SectionFile section(String place, ObjectId id) throws IOException, MirrorException {
        try {
            return SectionFile.read(Content.of(id, Constants.OBJ_BLOB, reader), place);
        } catch (FormatException e) {
            throw new MirrorException(e.getMessage() + "; 'leeway mirror verify' tells of all damage", e);
        }
    }

    /** What has changed by now, in the order of directories. */
    List<HostChange> changes() throws IOException, MirrorException {
        SortedMap<String, HostChange> changes = new TreeMap<>();
        for (Map.Entry<String, Work> each : touched.entrySet()) {
            Work work = each.getValue();
            if (work.changed() || left.containsKey(each.getKey())) {
                HostChange change = change(each.getKey(), work);
                changes.put(change.folder(), change);
            }
        }
        return List.copyOf(changes.values());
    }

    private HostChange change(String host, Work work) throws IOException, MirrorException {
        Map<Fate, List<String>> parts = new EnumMap<>(Fate.class);
        String before = work.roleBefore + "/" + host;
        if (work.role == null) {
            return new HostChange(before, Standing.RETIRED, "", parts);
        }
        Set<String> paths = new HashSet<>(work.before.files().keySet());
        paths.addAll(work.now.files().keySet());
        for (String path : paths.stream().sorted().toList()) {
            ObjectId old = work.before.files().get(path);
            ObjectId now = work.now.files().get(path);
            if (now == null || !now.equals(old)) {
                String shown = path.substring(0, path.length() - SectionFile.ENDING.length());
                if (!path.equals(HostFile.NAME) || old != null) {
                    parts.computeIfAbsent(fate(work.place, path, old, now), unused -> new ArrayList<>())
                            .add(shown);
                }
            }
        }
        boolean moved = work.roleBefore != null && !work.roleBefore.equals(work.role);
        return new HostChange(
                work.role + "/" + host,
                work.roleBefore == null ? Standing.NEW : Standing.KNOWN,
                left.getOrDefault(host, moved ? before : ""),
                parts);
    }

    private Fate fate(String place, String path, @Nullable ObjectId old, @Nullable ObjectId now)
            throws IOException, MirrorException {
        if (now == null) {
            return Fate.GONE;
        }
        if (!path.equals(HostFile.NAME) && !section(place + path, now).observed()) {
            return Fate.UNSEEN;
        }
        return old == null ? Fate.NEW : Fate.CHANGED;
    }

    /** Writes the tree as it has become. */
    ObjectId write() throws IOException {
        Map<String, SortedMap<String, Entry>> edited = new HashMap<>();
        for (String before : left.values()) {
            int slash = before.indexOf('/');
            entries(before.substring(0, slash), edited).remove(before.substring(slash + 1));
        }
        for (Map.Entry<String, Work> each : touched.entrySet()) {
            Work work = each.getValue();
            boolean moved = left.containsKey(each.getKey());
            if (work.changed() && work.roleBefore != null) {
                entries(work.roleBefore, edited).remove(each.getKey());
            }
            if ((work.changed() || moved) && work.role != null) {
                entries(work.role, edited).put(each.getKey(), Entry.folder(work.now.write(inserter)));
            }
        }
        SortedMap<String, Entry> entries = new TreeMap<>(root.entries());
        for (Map.Entry<String, SortedMap<String, Entry>> each : edited.entrySet()) {
            if (each.getValue().isEmpty()) {
                entries.remove(each.getKey());
            } else {
                entries.put(
                        each.getKey(), Entry.folder(Folder.of(each.getValue()).write(inserter)));
            }
        }
        return Folder.of(entries).write(inserter);
    }

    private SortedMap<String, Entry> entries(String role, Map<String, SortedMap<String, Entry>> edited) {
        return edited.computeIfAbsent(
                role,
                unused -> new TreeMap<>(roles.getOrDefault(role, Folder.empty()).entries()));
    }
}
