package dev.leeway.collector.testing;

import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.SectionRun;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Nights of two environments in a store: hosts of ten images, each with 60 services of 50 variables, of which half are its image's own and half
 * those of all; each night one variable of some hosts is another, and stays so. Every host sends ids of what the store has.
 */
public final class StoreYear {
    private static final int SECTIONS = 60;
    private static final int FACTS = 50;
    private static final int IMAGES = 10;
    private static final int GROUP = 200;
    private static final Instant FIRST = Instant.parse("2026-01-01T02:00:00Z");

    private final Random random = new Random(23);
    private final int changing;
    private final Duration apart;
    private final List<List<Section>> hosts = new ArrayList<>();

    private StoreYear(int hosts, int changing, Duration apart) {
        this.changing = changing;
        this.apart = apart;
        List<List<Section>> images = new ArrayList<>();
        for (int image = 0; image < IMAGES; image++) {
            List<Section> sections = new ArrayList<>();
            for (int i = 0; i < SECTIONS; i++) {
                sections.add(section(name(i, image), Map.of()));
            }
            sections.addAll(indexes(image));
            images.add(sections);
        }
        for (int host = 0; host < hosts; host++) {
            this.hosts.add(new ArrayList<>(images.get(host % IMAGES)));
        }
    }

    /**
     * What was measured.
     *
     * @param bytes of the file
     * @param day reading two days of all hosts, the last two and two in the middle, at worst
     * @param firstSeen finding since when a fact is what it is on every host
     */
    public record Figures(long snapshots, long bytes, Duration adding, Duration day, Duration firstSeen) {}

    /** Fills the store in {@code file} and asks it. */
    public static Figures run(Path file, int hosts, int nights, int changing) throws Exception {
        long begun = System.nanoTime();
        fill(file, hosts, nights, changing, Duration.ofDays(1));
        Duration adding = Duration.ofNanos(System.nanoTime() - begun);
        Duration day = Duration.ZERO;
        for (int back : new int[] {0, nights / 2}) {
            try (SnapshotStore store = SqlStores.sqlite(file, Clock.systemUTC())) {
                long start = System.nanoTime();
                List<StoredHost> all = store.hosts();
                List<StoredSnapshot> both = new ArrayList<>(store.newest(all, back));
                both.addAll(store.newest(all, back + 1));
                int read = store.read(both).snapshots().size();
                if (read != 2 * hosts) {
                    throw new IllegalStateException("read " + read);
                }
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                day = took.compareTo(day) > 0 ? took : day;
            }
        }
        try (SnapshotStore store = SqlStores.sqlite(file, Clock.systemUTC())) {
            long start = System.nanoTime();
            List<SectionRun> runs = store.runs(store.hosts(), SectionKey.of("env", "service-7"));
            if (runs.size() < hosts) {
                throw new IllegalStateException("runs " + runs.size());
            }
            Duration firstSeen = Duration.ofNanos(System.nanoTime() - start);
            return new Figures((long) hosts * nights, Files.size(file), adding, day, firstSeen);
        }
    }

    /**
     * Fills the store in {@code file}.
     *
     * @param times how often each host delivers
     * @param apart how long after one another, from the first of January 2026 at two in the morning
     */
    public static void fill(Path file, int hosts, int times, int changing, Duration apart) throws Exception {
        StoreYear year = new StoreYear(hosts, changing, apart);
        try (SnapshotStore store = SqlStores.sqlite(file, Clock.systemUTC())) {
            for (int night = 1; night <= times; night++) {
                year.night(store, night);
            }
        }
    }

    private void night(SnapshotStore store, int night) throws Exception {
        Instant taken = FIRST.plus(apart.multipliedBy(night));
        List<Arrival> group = new ArrayList<>();
        for (int host = 0; host < hosts.size(); host++) {
            List<Section> sections = hosts.get(host);
            int changed = -1;
            if (night > 1 && random.nextInt(10_000) < changing) {
                changed = random.nextInt(SECTIONS);
                Section before = sections.get(changed);
                sections.set(changed, touched(before, random.nextInt(FACTS), host + "-" + night));
            }
            group.add(new Arrival("host " + host, document(host, night, taken, changed), Optional.of(taken), false));
            if (group.size() == GROUP || host == hosts.size() - 1) {
                store.add(group);
                group.clear();
            }
        }
    }

    private SnapshotDocument document(int host, int night, Instant taken, int changed) throws Exception {
        Host who = new Host(
                String.format(Locale.ROOT, "web-%04d", host),
                Optional.of(host / IMAGES % 2 == 0 ? "prod" : "staging"),
                Optional.of("web"),
                HostKind.SERVER,
                new TreeMap<>());
        Snapshot snapshot = Snapshots.of(night, who, taken, taken, "/", new AgentInfo("1.0.0", 0), hosts.get(host));
        if (night == 1) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            SnapshotJson.write(snapshot, bytes);
            return SnapshotDocument.read(bytes.toByteArray(), "night");
        }
        Optional<Section> whole =
                changed < 0 ? Optional.empty() : Optional.of(hosts.get(host).get(changed));
        return SnapshotDocument.read(outline(snapshot, whole), "night");
    }

    /** The document as a host sends it that knows what the store has. */
    private static byte[] outline(Snapshot snapshot, Optional<Section> changed) throws Exception {
        Snapshot empty = Snapshots.of(
                snapshot.sequence(),
                snapshot.host(),
                snapshot.startedAt(),
                snapshot.capturedAt(),
                snapshot.root(),
                snapshot.agent(),
                changed.stream().toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SnapshotJson.write(empty, bytes);
        String text = bytes.toString(StandardCharsets.UTF_8).replace(empty.id(), snapshot.id());
        int open = text.indexOf("\"sections\":{") + "\"sections\":{".length();
        StringBuilder sections = new StringBuilder();
        String own = changed.isEmpty() ? "" : text.substring(text.indexOf('{', open), text.lastIndexOf("\n}}"));
        for (Section section : snapshot.sections().values()) {
            boolean whole =
                    changed.filter(each -> each.key().equals(section.key())).isPresent();
            sections.append(sections.isEmpty() ? "\n\"" : ",\n\"")
                    .append(section.key().text())
                    .append("\":")
                    .append(whole ? own : "\"" + section.id() + "\"");
        }
        return (text.substring(0, open) + sections + "\n}}\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String name(int number, int image) {
        return number < SECTIONS / 2 ? "service-" + number : "service-" + number + "-of-" + image;
    }

    /** What tells that a host has these services and no others. */
    private static List<Section> indexes(int image) {
        Map<FactPath, Value> services = new HashMap<>();
        for (int i = 0; i < SECTIONS; i++) {
            services.put(FactPath.parse("service[" + name(i, image) + "]/namedBy"), new Value.Text("systemd"));
        }
        return List.of(section(SectionKey.of("process"), services), section(SectionKey.of("env"), Map.of()));
    }

    private static Section section(String service, Map<Integer, String> changed) {
        Map<FactPath, Value> facts = new HashMap<>();
        for (int i = 0; i < FACTS; i++) {
            String value = changed.getOrDefault(i, "value-" + service + "-" + i * 7919);
            facts.put(setting(i), new Value.Text(value));
        }
        return section(SectionKey.of("env", service), facts);
    }

    private static FactPath setting(int number) {
        return FactPath.of("SETTING_" + number);
    }

    private static Section touched(Section section, int setting, String value) {
        Map<FactPath, Value> facts = new HashMap<>();
        section.facts().forEach((path, known) -> facts.put(FactPath.parse(path), known));
        facts.put(setting(setting), new Value.Text(value));
        return section(section.key(), facts);
    }

    private static Section section(SectionKey key, Map<FactPath, Value> facts) {
        return Sections.of(key, 1, Outcome.COLLECTED, Facts.of(facts), List.of(), new TreeMap<>(), Optional.empty());
    }

    /** Arguments: the file, hosts, nights, and how many of 10,000 hosts change each night. */
    public static void main(String[] args) throws Exception {
        Figures figures =
                run(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        System.out.println(figures);
    }
}
