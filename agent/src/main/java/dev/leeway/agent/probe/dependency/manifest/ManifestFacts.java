package dev.leeway.agent.probe.dependency.manifest;

import dev.leeway.agent.format.archive.EntryVisitor;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Skipped;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Records the files of one service's deployment, within limits on their number and on the bytes read of them. */
public final class ManifestFacts {
    private static final int MOST_FILES = 3_000;
    private static final int LARGEST_FILE = 8 << 20;
    private static final long MOST_BYTES = 64L << 20;
    /** Of what is shorter the size alone would tell how long the secret in it is. */
    private static final int SMALL = 256;
    /** Places in which a service writes; one that writes to more has none in which it does not. */
    private static final int MOST_PATTERNS = 20;
    /** Files of which the beginning is read. */
    private static final int MOST_JUDGED = 4_000;
    /** A directory of that many files is told as one, too, so that it meets another of which not every file is told. */
    private static final long MANY_FILES = 1_000;

    /** As many as a set of them can name before it stops being read. */
    static final int MOST_STRAYS = 200;

    private final Ledger ledger;
    private final SortedMap<StrayKind, NavigableSet<String>> strays = new TreeMap<>();
    private final SortedSet<StrayKind> cut = new TreeSet<>();
    private long bytes;
    private int recorded;
    private int judged;

    /** Facts written to {@code ledger}. */
    public ManifestFacts(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Records the files found, and takes what should not be among them. */
    public void files(DeploymentFiles found) throws InterruptedException {
        found.strays().forEach((kind, names) -> names.forEach(name -> stray(kind, name)));
        busy(found.busy());
        found.gaps().forEach(this::gap);
        for (Map.Entry<String, String> each : found.doubtful().entrySet()) {
            judge(each.getKey(), each.getValue(), found.survey());
        }
        classes(found);
        Map<String, Long> counts = counts(found.files().keySet());
        Set<String> summarised = summarised(counts, found.files().size());
        counts.forEach((directory, count) -> {
            if (summarised.contains(directory)) {
                ledger.uncovered(below(directory), Kind.TOO_LARGE);
            }
            summary(directory, count, found);
        });
        for (Map.Entry<String, String> each : found.files().entrySet()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!summarised.contains(top(each.getKey()))) {
                file(each.getKey(), each.getValue(), found);
            } else if (Strays.askContent(PathText.name(each.getKey()))) {
                judge(each.getKey(), each.getValue(), found.survey());
            }
        }
    }

    /** Where the service writes, nothing of that kind is sure; names that come and go are told as patterns. */
    private void busy(NavigableSet<String> places) {
        Set<String> patterns = new TreeSet<>();
        places.forEach(place -> patterns.add(place.endsWith("/") ? below(place) : ToldName.pattern(place)));
        if (patterns.size() > MOST_PATTERNS) {
            ledger.uncovered(below(""), Kind.IN_USE);
        } else {
            patterns.forEach(pattern -> ledger.uncovered(pattern, Kind.IN_USE));
        }
    }

    /** Takes a file for a stray where its beginning says so, whoever writes it and however large it is. */
    private void judge(String name, String path, Survey survey) {
        int skips = survey.skipped().size();
        Optional<byte[]> head = ++judged > MOST_JUDGED ? Optional.empty() : survey.read(path, ManifestFacts::head);
        if (head.isPresent()) {
            Strays.ofContent(PathText.name(name), head.get()).ifPresent(kind -> stray(kind, name));
        } else {
            List<Skipped> skipped = survey.skipped();
            boolean told = skipped.size() > skips;
            ledger.uncovered("stray[*]", told ? skipped.get(skips).kind() : Kind.TOO_LARGE);
        }
    }

    private static Optional<byte[]> head(SeekableByteChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(EntryVisitor.HEAD);
        int read = 0;
        while (head.hasRemaining() && read >= 0) {
            read = channel.read(head);
        }
        return Optional.of(Arrays.copyOf(head.array(), head.position()));
    }

    /** Records what an artefact of the service holds beside its classes and libraries. */
    public void entries(String artefact, ArtefactFiles files) {
        String prefix = ToldName.of(artefact) + "!/";
        files.strays().forEach((kind, names) -> names.forEach(name -> stray(kind, prefix + name)));
        cut.addAll(files.cut());
        if (files.unjudged()) {
            ledger.uncovered("stray[*]", Kind.UNREADABLE);
        }
        boolean more = files.more();
        for (ArtefactEntry entry : files.entries()) {
            if (recorded >= MOST_FILES) {
                more = true;
                break;
            }
            recorded++;
            String content = entry.crc() + " " + entry.size();
            record(ToldName.of(prefix + entry.name()), content.getBytes(StandardCharsets.UTF_8), entry.size(), prefix);
        }
        if (more) {
            ledger.uncovered(below(prefix), Kind.TOO_LARGE);
        }
    }

    /** Records what should not be there; to be called last. */
    public void record() {
        strays.forEach((kind, names) -> ledger.fact(
                FactPath.of("stray", kind.text()),
                new Observed.Plain(Value.SetOf.texts(names)),
                "names and contents of files"));
        cut.forEach(kind -> ledger.uncovered(FactPath.of("stray", kind.text()).text(), Kind.TOO_LARGE));
    }

    /** All classes that lie loose, as one: what is compiled changes together, and a packed artefact tells them as one, too. */
    private void classes(DeploymentFiles found) {
        if (found.classes().isEmpty()) {
            return;
        }
        FactPath path = path("{classes}").child("content");
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> each : found.classes().entrySet()) {
            Optional<byte[]> content =
                    bytes > MOST_BYTES ? Optional.empty() : found.survey().bytes(each.getValue(), LARGEST_FILE);
            if (content.isEmpty()) {
                ledger.uncovered(path.text(), bytes > MOST_BYTES ? Kind.TOO_LARGE : Kind.UNREADABLE);
                return;
            }
            bytes += content.get().length;
            lines.append(ToldName.of(each.getKey()))
                    .append('\0')
                    .append(HexFormat.of().formatHex(LooseContent.digest(content.get())))
                    .append('\n');
        }
        byte[] sum = LooseContent.digest(lines.toString().getBytes(StandardCharsets.UTF_8));
        ledger.fact(
                path,
                new Observed.Content("files", "classes", sum),
                found.classes().size() + " class files");
    }

    private void stray(StrayKind kind, String name) {
        NavigableSet<String> names = strays.computeIfAbsent(kind, each -> new TreeSet<>());
        boolean many = kind == StrayKind.BACKUP || kind == StrayKind.DATABASE_DUMP;
        names.add(many ? ToldName.ofMany(name) : ToldName.of(name));
        if (names.size() > MOST_STRAYS) {
            names.pollLast();
            cut.add(kind);
        }
    }

    private void file(String name, String path, DeploymentFiles found) {
        Optional<LooseContent> content = content(name, path, found);
        String key = ToldName.of(name);
        if (content.isPresent()) {
            record(key, content.get().bytes(), content.get().size(), ToldName.masked(name));
        } else if (isSizeTold(key, found.size(name))) {
            ledger.fact(path(key).child("size"), Observed.size(found.size(name)), ToldName.masked(name));
        }
    }

    private void record(String key, byte[] content, long size, String evidence) {
        ledger.fact(path(key).child("content"), new Observed.Content("file", PathText.name(key), content), evidence);
        if (isSizeTold(key, size)) {
            ledger.fact(path(key).child("size"), Observed.size(size), evidence);
        }
    }

    private static boolean isSizeTold(String name, long size) {
        return size >= SMALL && !Strays.mayHoldSecret(PathText.name(name));
    }

    private Optional<LooseContent> content(String name, String path, DeploymentFiles found) {
        String key = ToldName.of(name);
        long size = found.size(name);
        boolean asked = Strays.askContent(PathText.name(name));
        if (size > LARGEST_FILE || size > MOST_BYTES - bytes) {
            ledger.uncovered(path(key).text() + "/content", Kind.TOO_LARGE);
            if (asked) {
                judge(name, path, found.survey());
            }
            return Optional.empty();
        }
        bytes += size;
        int skips = found.survey().skipped().size();
        Optional<byte[]> content = found.survey().bytes(path, LARGEST_FILE);
        if (content.isEmpty()) {
            List<Skipped> skipped = found.survey().skipped();
            Kind kind = skipped.size() > skips ? skipped.get(skips).kind() : Kind.VANISHED;
            gap(name, kind);
            return Optional.empty();
        }
        if (asked) {
            byte[] head = Arrays.copyOf(content.get(), Math.min(content.get().length, EntryVisitor.HEAD));
            Strays.ofContent(PathText.name(name), head).ifPresent(kind -> stray(kind, name));
        }
        return content.map(LooseContent::of);
    }

    private void gap(String name, Kind kind) {
        boolean directory = name.isEmpty() || name.endsWith("/");
        ledger.uncovered(directory ? below(name) : ToldName.pattern(name), kind);
        if (directory || Strays.askContent(PathText.name(name))) {
            ledger.uncovered("stray[*]", kind);
        }
    }

    /** How many files lie in each directory at the top. */
    private static Map<String, Long> counts(Collection<String> names) {
        return names.stream().collect(Collectors.groupingBy(ManifestFacts::top, TreeMap::new, Collectors.counting()));
    }

    /** The directories at the top with the most files, when there are more files than are told one by one. */
    private static Set<String> summarised(Map<String, Long> counts, long files) {
        List<String> largest = new ArrayList<>(counts.keySet());
        largest.sort(Comparator.comparing((Function<String, Long>) top -> -counts.getOrDefault(top, 0L))
                .thenComparing(Comparator.naturalOrder()));
        Set<String> summarised = new HashSet<>();
        long left = files;
        for (String top : largest) {
            if (left <= MOST_FILES) {
                break;
            }
            summarised.add(top);
            left -= counts.getOrDefault(top, 0L);
        }
        return summarised;
    }

    /** The first directory of a name, ending in a slash; empty for a file at the top. */
    private static String top(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(0, slash + 1);
    }

    /**
     * A directory of very many files: what they are called and how large they are, as one. One of half as many could have
     * a counterpart that is told so, and has nothing to hold against it.
     */
    private void summary(String directory, long files, DeploymentFiles found) {
        FactPath path = path(directory.isEmpty() ? "./" : ToldName.of(directory));
        if (files < MANY_FILES) {
            if (files >= MANY_FILES / 2) {
                ledger.uncovered(path.text() + "/**", Kind.TOO_LARGE);
            }
            return;
        }
        StringBuilder lines = new StringBuilder();
        long total = 0;
        for (String name : found.files().keySet()) {
            if (top(name).equals(directory)) {
                long size = Strays.mayHoldSecret(PathText.name(name)) ? 0 : found.size(name);
                lines.append(ToldName.of(name)).append('\0').append(size).append('\n');
                total += size;
            }
        }
        byte[] content = LooseContent.digest(lines.toString().getBytes(StandardCharsets.UTF_8));
        String evidence = "names and sizes of more files than are told one by one";
        ledger.fact(path.child("content"), new Observed.Content("files", "directory", content), evidence);
        ledger.fact(path.child("size"), Observed.size(total), evidence);
    }

    private static FactPath path(String key) {
        return FactPath.of("file", key);
    }

    private static String below(String directory) {
        return ToldName.below(directory);
    }
}
