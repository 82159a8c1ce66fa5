package dev.leeway.collector.store.git;

import com.sun.management.OperatingSystemMXBean;
import dev.leeway.collector.testing.GeneratedFleet;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A year of nightly groups, and what it costs to keep it: every night all hosts deliver, and one in a hundred was touched in one
 * fact since; every thirtieth night all get other packages.
 *
 * <p>Arguments: how many hosts, facts of each, nights, and the directory of the mirror, which must be missing.
 */
final class MirrorYear {
    private static final int MONTH = 30;

    private final Path mirror;
    private final List<Snapshot> fleet;
    private final Random random = new Random(3);
    private final List<Double> nights = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
    private double first;

    MirrorYear(int hosts, int facts, Path mirror) {
        this.mirror = mirror;
        this.fleet = new ArrayList<>(
                new GeneratedFleet(new GeneratedFleet.Shape(List.of("prod"), List.of(hosts), facts, 15, 10, 3))
                        .hosts(0));
    }

    /** Prints the figures. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path mirror = Path.of(arguments[3]);
        int count = Integer.parseInt(arguments[2]);
        MirrorYear year = new MirrorYear(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), mirror);
        year.write(count);
        String host = year.fleet.get(0).host().role().orElse("_") + "/"
                + year.fleet.get(0).host().name();
        out.printf(Locale.ROOT, "first night %.2f s%n", year.first);
        for (int from = 0; from < year.processor.size(); from += MONTH) {
            List<Double> month = year.processor.subList(from, Math.min(from + MONTH, year.processor.size()));
            out.printf(
                    Locale.ROOT,
                    "processor of the nights from %d: median %.2f s, longest %.2f s, together %.1f s%n",
                    from + 1,
                    month.stream().sorted().toList().get(month.size() / 2),
                    month.stream().mapToDouble(each -> each).max().orElse(0),
                    month.stream().mapToDouble(each -> each).sum());
        }
        out.printf(Locale.ROOT, "a night, median %.3f s, longest %.2f s%n", year.median(), year.longest());
        out.printf(
                Locale.ROOT,
                "on disk %.1f MiB, %s commits%n",
                year.bytes() / 1048576.0,
                RealGit.run(mirror, "rev-list", "--count", "prod").strip());
        out.printf(
                Locale.ROOT,
                "git log -p of one host %.2f s%n",
                seconds(() -> RealGit.run(mirror, "log", "-p", "prod", "--", host)));
        out.printf(
                Locale.ROOT,
                "git clone %.2f s%n",
                seconds(() -> RealGit.run(mirror, "clone", "-q", "--bare", ".", mirror + ".clone")));
        out.printf(Locale.ROOT, "git fsck %.2f s%n", seconds(() -> {
            RealGit.check(mirror);
            return "";
        }));
        try (GitMirror git = GitMirror.open(mirror)) {
            out.printf(Locale.ROOT, "verify %.2f s%n", seconds(() -> "" + git.verify()));
            out.printf(
                    Locale.ROOT,
                    "export of the last night %.2f s%n",
                    seconds(() -> "" + git.snapshots("prod", Optional.empty())));
            out.printf(
                    Locale.ROOT,
                    "export of the middle of the year %.2f s%n",
                    seconds(() -> "" + git.snapshots("prod", Optional.of("prod~" + count / 2))));
        }
    }

    /** Something to be timed. */
    private interface Timed {
        String run() throws Exception;
    }

    private static double seconds(Timed timed) throws Exception {
        long before = System.nanoTime();
        timed.run();
        return (System.nanoTime() - before) / 1e9;
    }

    /** Writes that many nights, each as a process of its own would. */
    void write(int count) throws MirrorException {
        for (int night = 0; night < count; night++) {
            if (night > 0) {
                change(night);
            }
            List<Mirrored> group = new ArrayList<>(fleet.size());
            for (Snapshot snapshot : fleet) {
                group.add(new Mirrored(snapshot, MirrorSamples.night(night)));
            }
            long before = System.nanoTime();
            long used = processor();
            try (GitMirror git = GitMirror.openOrCreate(mirror)) {
                git.write(group);
            }
            double took = (System.nanoTime() - before) / 1e9;
            if (night == 0) {
                first = took;
            } else {
                nights.add(took);
                processor.add((processor() - used) / 1e9);
            }
        }
    }

    private static long processor() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void change(int night) {
        for (int i = 0; i < Math.max(1, fleet.size() / 100); i++) {
            int chosen = random.nextInt(fleet.size());
            fleet.set(
                    chosen,
                    touched(fleet.get(chosen), Optional.empty(), random.nextInt(1_000), "touched in night " + night));
        }
        if (night % 30 == 0) {
            for (int host = 0; host < fleet.size(); host++) {
                fleet.set(
                        host,
                        touched(
                                fleet.get(host),
                                Optional.of(SectionKey.of("package")),
                                7,
                                "patched in night " + night));
            }
        }
    }

    /** One fact of one section is another. */
    private Snapshot touched(Snapshot snapshot, Optional<SectionKey> wanted, int fact, String value) {
        SortedMap<SectionKey, Section> sections = new TreeMap<>(snapshot.sections());
        List<SectionKey> keys = List.copyOf(sections.keySet());
        SectionKey key = wanted.orElseGet(() -> keys.get(random.nextInt(keys.size())));
        Section section = sections.get(key);
        if (section == null || section.facts().size() == 0) {
            return snapshot;
        }
        Facts.Builder facts = new Facts.Builder();
        for (int i = 0; i < section.facts().size(); i++) {
            boolean chosen = i == fact % section.facts().size();
            facts.add(
                    section.facts().path(i),
                    chosen ? new Value.Text(value) : section.facts().value(i));
        }
        sections.put(
                key,
                Sections.of(
                        key,
                        section.revision(),
                        section.outcome(),
                        facts.build(),
                        section.uncovered(),
                        section.evidence(),
                        section.reason()));
        return Snapshots.of(
                snapshot.sequence() + 1,
                snapshot.host(),
                snapshot.startedAt(),
                snapshot.capturedAt(),
                snapshot.root(),
                snapshot.agent(),
                sections.values());
    }

    double median() {
        return nights.stream().sorted().toList().get(nights.size() / 2);
    }

    double longest() {
        return nights.stream().mapToDouble(each -> each).max().orElse(0);
    }

    /** Bytes of all files. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(mirror)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(MirrorYear::size)
                    .sum();
        }
    }

    /** How many packs there are. */
    long packs() throws IOException {
        try (Stream<Path> files = Files.list(mirror.resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
