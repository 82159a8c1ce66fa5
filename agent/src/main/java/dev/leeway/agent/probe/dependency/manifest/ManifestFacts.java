package dev.leeway.agent.probe.dependency.manifest;

import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Records the files of one service's deployment, within limits on their number and on the bytes read of them. */
public final class ManifestFacts {
    private static final int MOST_FILES = 3_000;
    private static final int LARGEST_FILE = 8 << 20;
    private static final long MOST_BYTES = 64L << 20;
    /** Of what is shorter the size alone would tell how long the secret in it is. */
    private static final int SMALL = 256;
    /** Places in which a service writes; one that writes to more has none in which it does not. */
    private static final int MOST_PATTERNS = 20;

    private final Ledger ledger;
    private final StrayFacts strays;
    private long bytes;
    private int recorded;

    /** Facts written to {@code ledger}. */
    public ManifestFacts(Ledger ledger) {
        this.ledger = ledger;
        this.strays = new StrayFacts(ledger);
    }

    /** Records the files found, and takes what should not be among them. */
    public void files(DeploymentFiles found) throws InterruptedException {
        strays.takeAll(found.strays(), "");
        busy(found.busy());
        found.gaps().forEach(this::gap);
        for (Map.Entry<String, String> each : found.doubtful().entrySet()) {
            strays.judge(each.getKey(), each.getValue(), found.survey());
        }
        classes(found);
        TopDirectories directories = new TopDirectories(found, MOST_FILES);
        directories.record(ledger);
        for (Map.Entry<String, String> each : found.files().entrySet()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!directories.isSummarised(each.getKey())) {
                file(each.getKey(), each.getValue(), found);
            } else if (Strays.askContent(PathText.name(each.getKey()), found.size(each.getKey()))) {
                strays.judge(each.getKey(), each.getValue(), found.survey());
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

    /** Records what an artefact of the service holds beside its classes and libraries. */
    public void entries(String artefact, ArtefactFiles files) {
        String prefix = ToldName.of(artefact) + "!/";
        strays.takeAll(files.strays(), prefix);
        strays.cut(files.cut());
        if (files.unjudged()) {
            strays.unseen(Kind.UNREADABLE);
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
        strays.record();
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
        return size >= SMALL && Strays.isSizeHarmless(PathText.name(name));
    }

    private Optional<LooseContent> content(String name, String path, DeploymentFiles found) {
        String key = ToldName.of(name);
        long size = found.size(name);
        boolean asked = Strays.askContent(PathText.name(name), size);
        if (size > LARGEST_FILE || size > MOST_BYTES - bytes) {
            ledger.uncovered(path(key).text() + "/content", Kind.TOO_LARGE);
            if (asked) {
                strays.judge(name, path, found.survey());
            }
            return Optional.empty();
        }
        bytes += size;
        Optional<byte[]> content = found.survey().bytes(path, LARGEST_FILE);
        if (content.isEmpty()) {
            gap(name, found.survey().failure().orElse(Kind.VANISHED));
            return Optional.empty();
        }
        if (asked) {
            strays.judge(name, content.get());
        }
        return content.map(LooseContent::of);
    }

    private void gap(String name, Kind kind) {
        boolean directory = name.isEmpty() || name.endsWith("/");
        ledger.uncovered(directory ? below(name) : ToldName.pattern(name), kind);
        if (directory || Strays.askContent(PathText.name(name), 0)) {
            strays.unseen(kind);
        }
    }

    private static FactPath path(String key) {
        return FactPath.of("file", key);
    }

    private static String below(String directory) {
        return ToldName.below(directory);
    }
}
