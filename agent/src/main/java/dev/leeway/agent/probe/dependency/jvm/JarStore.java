package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.Archive;
import dev.leeway.agent.format.archive.ArchiveContent;
import dev.leeway.agent.format.archive.ArchiveEntry;
import dev.leeway.agent.format.archive.ArchiveLimits;
import dev.leeway.agent.format.archive.ArchiveReader;
import dev.leeway.agent.format.archive.EntryVisitor;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.manifest.ArtefactFiles;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads each archive of one service once, within a budget for all of them. */
final class JarStore {
    /** Archives that are deployed and never put on a class path. */
    private static final Pattern DEPLOYED = Pattern.compile(".*\\.(?:war|ear|rar|sar)");

    /** As many as are told of one service. */
    private static final int MOST_FILES = 3_000;
    /** Names of files in all artefacts of one service that are in memory at one time. */
    private static final int MOST_KEPT = 12_000;

    private final Limits limits;
    private final KnownArchives known;
    private final Survey survey;
    private final boolean searched;
    private final ArchiveReader reader = new ArchiveReader(ArchiveLimits.standard());
    private final SortedMap<String, Optional<ReadJar>> read = new TreeMap<>();
    private final Set<String> own = new HashSet<>();
    private final Set<String> linked = new HashSet<>();
    private final Set<Long> mains = new HashSet<>();
    private long entries;
    private int archives;
    private int kept;
    private boolean spent;

    /**
     * How much is read for one service.
     *
     * @param archives files
     * @param entries in all of them, nested ones included
     */
    record Limits(int archives, long entries) {
        /** Several times what the largest application servers hold; some seconds at most. */
        static final Limits STANDARD = new Limits(20_000, 6_000_000);
    }

    /** @param searched whether classes are looked for in them; else these are not kept, which take most of the memory */
    JarStore(Survey survey, Limits limits, KnownArchives known, boolean searched) {
        this.searched = searched;
        this.known = known;
        this.survey = survey;
        this.limits = limits;
    }

    Survey survey() {
        return survey;
    }

    /** Says, before it is read, that the archive at {@code path} is the service's own artefact and no library. */
    void own(String path) {
        survey.resolve(path).ifPresent(own::add);
    }

    /** Whether the archive at {@code path}, free of links, is the service's own artefact. */
    boolean isOwn(String path) {
        return own.contains(path);
    }

    /** Says that {@code named}, an absolute path, leads to {@code real}. */
    void leads(String named, String real) {
        String link = named;
        String target = real;
        while (!link.equals(target) && !link.equals("/") && PathText.name(link).equals(PathText.name(target))) {
            link = PathText.parent(link);
            target = PathText.parent(target);
        }
        if (!link.equals(target)) {
            linked.add(target);
        }
    }

    /** Whether a link led to the file or directory {@code real}. */
    boolean isLinked(String real) {
        return linked.contains(real);
    }

    /** Says, before any is read, that the archive which holds this class is the service's own artefact and no library. */
    void ownWith(String mainClass) {
        if (!Launchers.are(mainClass)) {
            mains.add(ArchiveEntry.classHash(mainClass));
        }
    }

    /** The archive at {@code path}, links followed; empty when none is there, or it may not be read. */
    Optional<ReadJar> at(String path) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Optional<String> real = survey.resolve(path);
        if (real.isEmpty() || !survey.isFile(real.get())) {
            return Optional.empty();
        }
        Optional<ReadJar> known = read.get(real.get());
        if (known == null) {
            known = survey.read(real.get(), channel -> Optional.ofNullable(fresh(channel, real.get())));
            read.put(real.get(), known);
        }
        return known;
    }

    private @Nullable ReadJar fresh(SeekableByteChannel channel, String path) {
        if (archives >= limits.archives() || entries >= limits.entries()) {
            spent = true;
            return null;
        }
        archives++;
        boolean started = own.contains(path);
        OwnFiles files = ownFiles(path);
        ClassNames names = new ClassNames(files, isDeployment(path), mains, searched);
        ArchiveContent content = reader.read(channel, path, names);
        if (names.holdsMain && !isDeployment(path)) {
            own.add(path);
            files = ownFiles(path);
            names = new ClassNames(files, true, Set.of(), searched);
            content = reader.read(channel, path, names);
        }
        if (started) {
            // What is started may hold nothing but the name of what it starts.
            for (String attribute : List.of("Main-Class", "Start-Class")) {
                content.archive().manifest().value(attribute).ifPresent(this::ownWith);
            }
        }
        entries += names.entries;
        kept += files.found().map(ArtefactFiles::size).orElse(0);
        Archive archive = known.identified(content.archive(), path, channel);
        return new ReadJar(
                path,
                new ArchiveContent(archive, content.skipped()),
                names.classes(),
                files.found(),
                files.found().isEmpty() ? Optional.empty() : SourceCommit.of(archive.manifest(), files.sources()));
    }

    private boolean isDeployment(String path) {
        return own.contains(path) || DEPLOYED.matcher(path).matches();
    }

    private OwnFiles ownFiles(String path) {
        boolean deployed = DEPLOYED.matcher(path).matches();
        if (!isDeployment(path)) {
            return new OwnFiles(Optional.empty());
        }
        int room = Math.max(0, Math.min(MOST_FILES, MOST_KEPT - kept));
        return new OwnFiles(Optional.of(new ArtefactFiles(!deployed, room)));
    }

    /** What a process holds open, by the descriptor that leads to it; empty where the kernel does not let it be opened. */
    Optional<ReadJar> held(HostFiles proc, String descriptor, String path) {
        try (SeekableByteChannel channel = proc.open(descriptor)) {
            return Optional.of(new ReadJar(path, reader.read(channel, path)));
        } catch (HostAccessException | IOException e) {
            return Optional.empty();
        }
    }

    /** What lies at {@code path}, read as {@link #held} reads, so that both compare to the last file in them. */
    Optional<ReadJar> whole(String path) {
        return survey.read(path, channel -> Optional.of(new ReadJar(path, reader.read(channel, path))));
    }

    /** The archive at {@code path}, free of links, if it was read. */
    Optional<ReadJar> known(String path) {
        return read.getOrDefault(path, Optional.empty());
    }

    /** Why archives were left out; empty when none was. */
    Optional<Kind> leftOut() {
        return spent ? Optional.of(Kind.TOO_LARGE) : Optional.empty();
    }

    /** Every archive read, in the order of paths. */
    Collection<ReadJar> all() {
        return read.values().stream().flatMap(Optional::stream).toList();
    }

    /** Where they lie. */
    Set<String> places() {
        return Collections.unmodifiableSet(read.keySet());
    }

    /** Gathers what stands for the classes of each archive, and counts what it is told of. */
    private static final class ClassNames implements EntryVisitor {
        private final OwnFiles files;
        private final boolean deployment;
        private final boolean searched;
        private final Set<Long> mains;
        private final Map<String, long[]> classes = new LinkedHashMap<>();
        private long[] current = new long[0];
        private String archive = "";
        private int count;
        private int entries;
        private boolean holdsMain;

        ClassNames(OwnFiles files, boolean deployment, Set<Long> mains, boolean searched) {
            this.mains = mains;
            this.files = files;
            this.deployment = deployment;
            this.searched = searched;
        }

        @Override
        public boolean isDeployment() {
            return deployment;
        }

        @Override
        public boolean opens(String of, ArchiveEntry entry) {
            return files.opens(of, entry);
        }

        @Override
        public void opened(String of, String name, Optional<byte[]> head) {
            files.opened(of, name, head);
        }

        @Override
        public void visit(String of, ArchiveEntry entry) {
            entries++;
            if (!searched) {
                return;
            }
            if (!of.equals(archive)) {
                finish();
                archive = of;
            }
            if (entry.isClass() && entry.release() == 0 && !entry.isDescription()) {
                if (count == current.length) {
                    current = Arrays.copyOf(current, Math.max(256, count * 2));
                }
                long hash = entry.classHash();
                holdsMain |= !mains.isEmpty() && mains.contains(hash) && !of.contains(Archive.SEPARATOR);
                current[count++] = hash;
            } else if (!holdsMain && !deployment && !of.contains(Archive.SEPARATOR)) {
                holdsMain = Launchers.isConfiguration(entry);
            }
        }

        private void finish() {
            if (!archive.isEmpty()) {
                classes.putIfAbsent(archive, Arrays.copyOf(current, count));
            }
            count = 0;
        }

        Map<String, long[]> classes() {
            finish();
            return Collections.unmodifiableMap(classes);
        }
    }
}
