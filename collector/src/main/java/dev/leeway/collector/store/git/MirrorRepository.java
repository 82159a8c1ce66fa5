package dev.leeway.collector.store.git;

import dev.leeway.collector.source.git.QuietSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.internal.storage.file.PackInserter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.jspecify.annotations.Nullable;

/** The repository of a mirror: made, opened, its branches moved, its packs kept few. */
final class MirrorRepository implements AutoCloseable {
    private static final String OURS = "leeway";
    private static final String MARK = "mirror";
    private static final int FORMAT = 1;
    /** Beyond so many, packs are made one, in which like objects are kept as their difference. */
    private static final int MOST_PACKS = 24;

    private static final long PATIENCE = 30_000;
    /** A branch is locked for a moment only; a lock so many milliseconds old was left by a process that was ended. */
    private static final long STALE = 3_000;
    /** What is there before the configuration is, with which a repository is complete. */
    private static final Set<String> PARTS =
            Set.of("HEAD", "HEAD.lock", "config.lock", "refs", "objects", "branches", "hooks", "info", "logs");

    /** What files are called by which JGit finds out what the file system can do. */
    private static final String PROBE = ".probe";

    private static final Instant ALL = Instant.parse("9999-01-01T00:00:00Z");

    private final Path folder;
    private final FileRepository repository;

    private MirrorRepository(Path folder, FileRepository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** Opens a mirror, or a clone of one, to be read. */
    static MirrorRepository open(Path path) throws MirrorException {
        QuietSystem.install();
        Path inside = path.resolve(Constants.DOT_GIT);
        Path folder = Files.isDirectory(inside) ? inside : path;
        if (!Files.isRegularFile(folder.resolve(Constants.HEAD)) || !Files.isDirectory(folder.resolve("objects"))) {
            throw new MirrorException(
                    path
                            + ": is no Git repository; name a mirror, a clone of one, or to write one a directory that is missing or empty");
        }
        try {
            return new MirrorRepository(path, new FileRepository(folder.toFile()));
        } catch (IOException e) {
            throw new MirrorException(path + ": cannot be opened; check who may read it", e);
        }
    }

    /** Opens a mirror to be written, which is made where there is none. */
    static MirrorRepository openOrCreate(Path path) throws MirrorException {
        QuietSystem.install();
        try {
            makeFolder(path);
            if (isUnfinished(path)) {
                MirrorLock lock = MirrorLock.take(path, PATIENCE);
                try {
                    create(path);
                } finally {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new MirrorException(path + ": cannot be made; check its directory and who may write there", e);
        }
        return marked(path);
    }

    /** Refuses a directory that holds something else than a mirror, and touches nothing. */
    static void check(Path path) throws MirrorException {
        try {
            if (Files.isDirectory(path) && !isUnfinished(path)) {
                marked(path).close();
            }
        } catch (IOException e) {
            throw new MirrorException(path + ": cannot be opened; check who may read it", e);
        }
    }

    /** Opens what says of itself that it is a mirror. */
    private static MirrorRepository marked(Path path) throws MirrorException {
        MirrorRepository opened = open(path);
        int mark = opened.repository.getConfig().getInt(OURS, null, MARK, 0);
        if (mark != FORMAT) {
            opened.close();
            throw new MirrorException(
                    mark > FORMAT
                            ? path + ": was made by a later release; update Leeway"
                            : path
                                    + ": is a Git repository but no mirror of Leeway's; name another directory, or where it is"
                                    + " a clone of one: git -C " + path + " config leeway.mirror 1");
        }
        return opened;
    }

    /** Another writer may make it at the same moment. */
    private static void makeFolder(Path path) throws IOException {
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path)) {
                throw e;
            }
        }
    }

    /** Whether nothing is there, or one that is being made, or was when the process was ended: the configuration comes last. */
    private static boolean isUnfinished(Path path) throws IOException {
        if (Files.exists(path.resolve(Constants.CONFIG))) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            return !entries.iterator().hasNext() || Files.exists(path.resolve(MirrorLock.NAME));
        }
    }

    /** Makes the repository, unless another writer did while this one waited for the lock, which is held. */
    private static void create(Path path) throws IOException {
        if (Files.exists(path.resolve(Constants.CONFIG))) {
            return;
        }
        clearBegun(path);
        try (FileRepository repository = new FileRepository(path.toFile())) {
            StoredConfig config = repository.getConfig();
            config.setInt(OURS, null, MARK, FORMAT);
            // A mirror is added to and never rewritten, whoever pushes into it.
            config.setBoolean("receive", null, "denyNonFastForwards", true);
            repository.create(true);
        }
    }

    private static void clearBegun(Path path) throws IOException {
        List<Path> begun;
        try (Stream<Path> left = Files.walk(path)) {
            begun = left.filter(each -> !each.equals(path) && !each.endsWith(MirrorLock.NAME))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
        for (Path each : begun) {
            String part = path.relativize(each).getName(0).toString();
            if (!PARTS.contains(part) && !part.startsWith(PROBE)) {
                throw new FileAlreadyExistsException(each.toString());
            }
        }
        for (Path each : begun) {
            Files.delete(each);
        }
    }

    Path path() {
        return folder;
    }

    FileRepository git() {
        return repository;
    }

    /** Branches with the commits they are at. */
    SortedMap<String, ObjectId> branches() throws IOException {
        SortedMap<String, ObjectId> branches = new TreeMap<>();
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
            ObjectId id = ref.getObjectId();
            if (id != null) {
                branches.put(ref.getName().substring(Constants.R_HEADS.length()), id);
            }
        }
        return branches;
    }

    Optional<ObjectId> branch(String name) throws IOException {
        Ref ref = repository.exactRef(Constants.R_HEADS + name);
        return Optional.ofNullable(ref).map(Ref::getObjectId);
    }

    /** Keeps other writers out, and clears away what one that was ended left behind. */
    MirrorLock lock() throws IOException, MirrorException {
        MirrorLock lock = MirrorLock.take(repository.getDirectory().toPath(), PATIENCE);
        File objects = repository.getObjectDatabase().getDirectory();
        for (Path place : List.of(objects.toPath(), objects.toPath().resolve("pack"))) {
            clear(place, "insert_*");
            clear(place, "gc_*");
            clear(place, ".tmp-*");
        }
        return lock;
    }

    private static void clear(Path place, String glob) throws IOException {
        if (Files.isDirectory(place)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(place, glob)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    PackInserter inserter() {
        return repository.getObjectDatabase().newPackInserter();
    }

    ObjectReader reader() {
        return repository.newObjectReader();
    }

    /**
     * Moves a branch from one commit to another.
     *
     * @param from where it must still be, null where there must be none
     * @return false where somebody else has moved it meanwhile
     */
    boolean move(String branch, @Nullable ObjectId from, ObjectId to) throws IOException, MirrorException {
        String name = Constants.R_HEADS + branch;
        Path lock = repository.getDirectory().toPath().resolve(name + ".lock");
        for (int attempt = 0; attempt < 3; attempt++) {
            RefUpdate update = repository.updateRef(name);
            update.setExpectedOldObjectId(from == null ? ObjectId.zeroId() : from);
            update.setNewObjectId(to);
            update.disableRefLog();
            switch (update.update()) {
                case NEW, FAST_FORWARD, NO_CHANGE -> {
                    return true;
                }
                case LOCK_FAILURE -> {
                    if (!branch(branch).equals(Optional.ofNullable(from))) {
                        return false;
                    }
                    outwait(lock);
                }
                case REJECTED -> {
                    return false;
                }
                default ->
                    throw new MirrorException(folder + ": the branch " + branch + " cannot be moved ("
                            + update.getResult().name().toLowerCase(Locale.ROOT)
                            + "); check who may write there, and its disk");
            }
        }
        throw new MirrorException(lock + ": is held by another program; remove it when none is at work");
    }

    private static void outwait(Path lock) throws IOException {
        try {
            FileTime made = Files.exists(lock) ? Files.getLastModifiedTime(lock) : null;
            for (long waited = 0; made != null && waited < STALE; waited += 50) {
                Thread.sleep(50);
                made = Files.exists(lock) && Files.getLastModifiedTime(lock).equals(made) ? made : null;
            }
            if (made != null) {
                Files.deleteIfExists(lock);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Lets a clone check out a branch that is there. */
    void point() throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        if (head != null && head.getObjectId() == null && !branches().isEmpty()) {
            RefUpdate update = repository.updateRef(Constants.HEAD);
            update.disableRefLog();
            update.link(Constants.R_HEADS + branches().firstKey());
        }
    }

    /** Makes one pack of many, when there are many; the lock is held. */
    void tidy() throws IOException {
        if (repository.getObjectDatabase().getPacks().size() > MOST_PACKS) {
            repack();
        }
    }

    void repack() throws IOException {
        // Its own lock may have been left by a process that was ended; this one stands in its place.
        Files.deleteIfExists(repository.getDirectory().toPath().resolve("gc.pid"));
        PackConfig packing = new PackConfig(repository);
        packing.setThreads(1);
        packing.setBuildBitmaps(false);
        GC gc = new GC(repository);
        gc.setPackConfig(packing);
        gc.setPackExpire(ALL);
        gc.repack();
        gc.prunePacked();
    }

    @Override
    public void close() {
        repository.close();
    }
}
