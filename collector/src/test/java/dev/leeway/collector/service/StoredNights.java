package dev.leeway.collector.service;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Nights of two environments in a store, in which facts come, go, differ and cannot be seen; one flips on one host from night to night,
 * and one differs all the time.
 */
final class StoredNights {
    static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");
    private static final List<String> HOSTS = List.of("staging/s1", "staging/s2", "prod/p1", "prod/p2");

    private static final int WIDE = 25;

    private final SnapshotStore store;
    private final Random random;
    private final Map<String, Map<String, String>> held = new TreeMap<>();

    StoredNights(SnapshotStore store, long seed) {
        this.store = store;
        this.random = new Random(seed);
        for (String host : HOSTS) {
            held.put(
                    host,
                    new HashMap<>(Map.of("MODE", "a", "zone", "UTC", "shop", "here", "env", "seen", "os", "seen")));
        }
    }

    /** When a night's snapshots have all arrived. */
    static Instant report(int night) {
        return FIRST.plus(Duration.ofDays(night)).plus(Duration.ofHours(3));
    }

    @Override
    public String toString() {
        return held.toString();
    }

    /** Has a night pass: some hosts are touched, and most deliver. */
    void pass(int night) throws StoreException, FormatException {
        for (String host : HOSTS) {
            Map<String, String> own = requireNonNull(held.get(host));
            if (random.nextInt(4) == 0) {
                touch(own);
            }
            if (night == 0 || random.nextInt(8) > 0) {
                Instant arrived = FIRST.plus(Duration.ofDays(night)).plusSeconds(random.nextInt(600));
                byte[] document = SampleSnapshots.bytes(snapshot(host, night + 1, own, arrived));
                store.add(
                        List.of(new Arrival(host, SnapshotDocument.read(document, host), Optional.of(arrived), false)));
            }
        }
    }

    private void touch(Map<String, String> own) {
        switch (random.nextInt(6)) {
            case 0 -> own.merge("MODE", "b", (is, other) -> is.equals("a") ? "b" : "a");
            case 1 -> own.compute("MODE", (name, is) -> is == null ? "a" : null);
            case 2 -> own.merge("zone", "CET", (is, other) -> is.equals("UTC") ? "CET" : "UTC");
            case 3 -> own.merge("shop", "here", (is, other) -> is.equals("here") ? "away" : "here");
            case 4 -> own.merge("env", "seen", (is, other) -> is.equals("seen") ? "unseen" : "seen");
            default -> own.merge("os", "seen", (is, other) -> is.equals("seen") ? "unseen" : "seen");
        }
    }

    /** Every host's newest snapshot at {@code moment}. */
    List<Side> sides(Instant moment) throws StoreException {
        Map<String, List<Snapshot>> byEnvironment = new TreeMap<>();
        for (SnapshotFile file : store.read(store.at(store.hosts(), moment)).snapshots()) {
            byEnvironment
                    .computeIfAbsent(file.snapshot().host().environment().orElseThrow(), any -> new ArrayList<>())
                    .add(file.snapshot());
        }
        List<Side> sides = new ArrayList<>();
        byEnvironment.forEach((name, snapshots) -> sides.add(new Side(name, snapshots)));
        return sides;
    }

    private static Snapshot snapshot(String name, int count, Map<String, String> own, Instant taken) {
        List<Section> sections = new ArrayList<>();
        boolean shop = "here".equals(own.get("shop"));
        Map<String, String> services =
                new HashMap<>(Map.of("service[mail]/namedBy", "systemd", "service[wide]/namedBy", "systemd"));
        if (shop) {
            services.put("service[shop]/namedBy", "systemd");
        }
        sections.add(section("process", true, services));
        sections.add(section("env", true, Map.of()));
        sections.add(section("os", "seen".equals(own.get("os")), Map.of("timezone", requireNonNull(own.get("zone")))));
        if (shop) {
            String mode = own.get("MODE");
            sections.add(section(
                    "env[shop]", "seen".equals(own.get("env")), mode == null ? Map.of() : Map.of("MODE", mode)));
        }
        String[] place = name.split("/");
        String beat = place[1].equals("p1") && count % 2 == 0 ? "off" : "on";
        String level = place[0].equals("prod") ? "info" : "debug";
        sections.add(section("env[mail]", true, Map.of("BEAT", beat, "LEVEL", level)));
        sections.add(section("env[wide]", true, wide(place[0], count)));
        Host host = new Host(place[1], Optional.of(place[0]), Optional.of("web"), HostKind.SERVER, new TreeMap<>());
        return Snapshots.of(count, host, taken, taken, "/", new AgentInfo("1.0.0", 0), sections);
    }

    /** More facts than are ever asked of one by one, each of which goes and comes at a pace of its own. */
    private static Map<String, String> wide(String environment, int count) {
        Map<String, String> facts = new HashMap<>();
        for (int i = 0; i < WIDE; i++) {
            facts.put("SETTING_" + i, environment.equals("prod") && count / (2 + i) % 2 == 1 ? "on" : "off");
        }
        return facts;
    }

    private static Section section(String key, boolean seen, Map<String, String> values) {
        Map<FactPath, Value> facts = new HashMap<>();
        values.forEach((path, value) -> facts.put(FactPath.parse(path), new Value.Text(value)));
        return Sections.of(
                SectionKey.parse(key),
                1,
                seen ? Outcome.COLLECTED : Outcome.FAILED,
                seen ? Facts.of(facts) : Facts.none(),
                List.of(),
                new TreeMap<>(),
                seen ? Optional.empty() : Optional.of("test"));
    }
}
