package dev.leeway.agent.format.archive;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.archive.Identity.Confidence;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads Java archives one after another, each with all that is nested in it.
 *
 * <p>Keeps its buffers from one archive to the next, so memory does not grow with their number; for one thread at a time.
 * Nothing is thrown for what an archive holds: a file that is none at all comes back with what its name tells and the
 * reason.
 */
public final class ArchiveReader {
    private static final int LONGEST_PATH = 8192;

    private final ArchiveLimits limits;
    private final byte[] room = CentralDirectory.room();
    private final byte[] window = new byte[FileSource.WINDOW];
    private final InflateBuffers buffers = new InflateBuffers();
    private EntryPlaces places = new EntryPlaces();

    /** A reader that looks no further than {@code limits}. */
    public ArchiveReader(ArchiveLimits limits) {
        this.limits = requireNonNull(limits, "limits are null");
    }

    /**
     * The archive in {@code channel}, which stays open.
     *
     * @param fileName its name or path, whose last part is a hint to what it is
     */
    public ArchiveContent read(SeekableByteChannel channel, String fileName) {
        return read(channel, fileName, EntryVisitor.NONE);
    }

    /** The archive in {@code channel}, while {@code visitor} is told of every file in it. */
    public ArchiveContent read(SeekableByteChannel channel, String fileName, EntryVisitor visitor) {
        String name = fileName.substring(fileName.lastIndexOf('/') + 1);
        Tree tree = new Tree(visitor);
        Archive archive;
        try {
            archive = tree.read(new FileSource(channel, window), SkipLog.printable(name), fileName, 0, true)
                    .archive();
        } catch (SkippedException e) {
            tree.skips.add(name, e, "");
            archive = unread(SkipLog.printable(name), fileName, 0, true);
        }
        if (places.isLarge()) {
            places = new EntryPlaces();
        }
        return new ArchiveContent(archive, tree.skips.lines());
    }

    /** What the name alone tells of an archive that is not opened. */
    private static Archive unread(String path, String name, long bytes, boolean library) {
        JarManifest none = JarManifest.none();
        return new Archive(
                path,
                bytes,
                new IdentityJudge(new ArchiveHints(name, none, ClassMarks.none()), List.of()).identity(),
                List.of(),
                Layout.JAR,
                library,
                none,
                List.of(),
                Optional.empty(),
                0,
                0,
                Collections.emptySortedSet(),
                List.of());
    }

    private record Read(Archive archive, ContentSum sum) {}

    /** One file and everything in it, on shared limits. */
    private final class Tree {
        private final EntryVisitor visitor;
        private final SkipLog skips = new SkipLog();
        private final ArchiveBudget budget = new ArchiveBudget(limits, NestedMemory.SHARED);
        private final EntryContent contents = new EntryContent(budget, buffers);

        Tree(EntryVisitor visitor) {
            this.visitor = visitor;
        }

        Read read(ByteSource source, String path, String name, int depth, boolean library) {
            ClassMarks marks = ArchiveHints.marks(name);
            ArchiveScan scan = new ArchiveScan(path, budget, skips, marks);
            scan.walk(new CentralDirectory(source, room), places, visitor, source.size());
            Metadata metadata = new Metadata(path, source, scan, contents, skips);
            metadata.read();
            wanted(source, scan, path);
            Layout layout = Layout.of(metadata.manifest(), name, scan.directories());
            List<Archive> nested = nested(source, scan, path, layout, depth);
            IdentityJudge judge =
                    new IdentityJudge(new ArchiveHints(name, metadata.manifest(), marks), metadata.poms());
            boolean deployed = visitor.isDeployment() && (depth == 0 || EntryVisitor.isDeployedWithin(path));
            ContentSum sum = deployed ? scan.code() : scan.code().and(scan.sum());
            Archive archive = new Archive(
                    path,
                    source.size(),
                    judge.identity(),
                    shaded(judge, metadata.poms()),
                    layout,
                    library,
                    metadata.manifest(),
                    metadata.classpath(),
                    scan.isWhole() ? Optional.of(sum.text()) : Optional.empty(),
                    scan.entries(),
                    scan.classes(),
                    Collections.unmodifiableSortedSet(scan.releases()),
                    nested);
            return new Read(archive, sum);
        }

        private void wanted(ByteSource source, ArchiveScan scan, String path) {
            for (EntryRef ref : scan.wanted()) {
                Optional<byte[]> head = Optional.empty();
                if (scan.isSound()) {
                    try {
                        head = Optional.of(contents.head(source, ref, visitor.most()));
                    } catch (SkippedException e) {
                        // The visitor learns that there is no content, and knows what that leaves unknown.
                        head = Optional.empty();
                    }
                }
                visitor.opened(path, ref.name(), head);
            }
        }

        private List<Archive> nested(ByteSource source, ArchiveScan scan, String path, Layout layout, int depth) {
            List<Archive> found = new ArrayList<>();
            for (EntryRef ref : scan.nested()) {
                NameHash name = NameHash.of(ref.name().getBytes(StandardCharsets.UTF_8));
                String inner = path + Archive.SEPARATOR + SkipLog.printable(ref.name());
                boolean library = layout.isLibrary(ref.name());
                Optional<Read> read =
                        scan.isSound() ? open(source, ref, path, inner, library, depth) : Optional.empty();
                if (read.isPresent() && read.get().archive().content().isPresent()) {
                    scan.code().add(name, read.get().sum());
                } else {
                    scan.code().add(name, ref.size(), ref.crc());
                }
                found.add(read.map(Read::archive).orElseGet(() -> unread(inner, ref.name(), ref.size(), library)));
            }
            found.sort(Comparator.comparing(Archive::path));
            return found;
        }

        private Optional<Read> open(
                ByteSource source, EntryRef ref, String path, String inner, boolean library, int depth) {
            long held = 0;
            try {
                if (depth >= limits.depth() || inner.length() > LONGEST_PATH) {
                    throw new SkippedException(SkipReason.LIMIT, "nested deeper than is looked into");
                }
                budget.open();
                ref.requireReadable();
                long needed = ref.isStored() ? 0 : HeldSource.heldOf(ref.size());
                budget.hold(needed);
                held = needed;
                return Optional.of(read(contents.nested(source, ref), inner, ref.name(), depth + 1, library));
            } catch (SkippedException e) {
                skips.add(path, e, ref.name());
                return Optional.empty();
            } finally {
                budget.release(held);
            }
        }

        private List<Identity> shaded(IdentityJudge judge, List<PomEntry> poms) {
            Optional<PomEntry> own = judge.own();
            return poms.stream()
                    .filter(pom -> own.isEmpty() || !pom.equals(own.get()))
                    .map(pom -> new Identity(pom.coordinates(), pom.evidence(), Confidence.STRONG))
                    .distinct()
                    .sorted(Comparator.comparing((Identity i) -> i.coordinates().key())
                            .thenComparing(i -> i.coordinates().version().orElse("")))
                    .toList();
        }
    }
}
