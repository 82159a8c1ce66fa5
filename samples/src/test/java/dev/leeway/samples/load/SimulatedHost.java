package dev.leeway.samples.load;

import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A host that was made up: some sixty sections of fifty facts, most of them those of its image. */
final class SimulatedHost {
    private static final int SECTIONS = 60;
    private static final int FACTS = 50;
    private static final Instant FIRST = Instant.parse("2026-01-01T02:00:00Z");

    private final int number;
    private final Host host;
    private final List<Section> sections;
    private final Random random;
    private long sequence;

    SimulatedHost(int number, long seed, List<Section> image) {
        this.number = number;
        this.host = new Host(
                name(number), Optional.of("prod"), Optional.of("web"), HostKind.SERVER, Collections.emptySortedMap());
        this.sections = new ArrayList<>(image);
        this.random = new Random(seed * 1_000_003 + number);
        sections.add(section(SectionKey.of("host"), Map.of(FactPath.of("name"), new Value.Text(name(number)))));
    }

    static String name(int number) {
        return String.format(Locale.ROOT, "web-%05d", number);
    }

    /** The sections that all hosts of an image have; half of them are those of every image. */
    static List<Section> image(int image) {
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < SECTIONS; i++) {
            sections.add(service(i, i < SECTIONS / 2 ? 0 : image, Optional.empty()));
        }
        return sections;
    }

    /** One more night passes: of 1,000 hosts so many change something. */
    SnapshotDocument night(int changing) {
        sequence++;
        if (sequence > 1 && random.nextInt(1_000) < changing) {
            int at = random.nextInt(SECTIONS);
            sections.set(at, service(at, number, Optional.of("changed in night " + sequence)));
        }
        Instant taken = FIRST.plus(Duration.ofDays(sequence));
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            SnapshotJson.write(
                    Snapshots.of(sequence, host, taken, taken, "/", new AgentInfo("1.0.0", 0), sections), document);
            return SnapshotDocument.read(document.toByteArray(), host.name());
        } catch (IOException | FormatException e) {
            throw new IllegalStateException("it was written just now", e);
        }
    }

    String name() {
        return host.name();
    }

    private static Section service(int number, int image, Optional<String> changed) {
        Map<FactPath, Value> facts = new HashMap<>();
        for (int i = 0; i < FACTS; i++) {
            String value = "value-" + image + "-" + number + "-" + i * 7919;
            facts.put(
                    FactPath.of("SETTING_" + number + "_" + i), new Value.Text(i == 0 ? changed.orElse(value) : value));
        }
        return section(SectionKey.of("env", "service-" + number), facts);
    }

    private static Section section(SectionKey key, Map<FactPath, Value> facts) {
        return Sections.of(
                key, 1, Outcome.COLLECTED, Facts.of(facts), List.of(), Collections.emptySortedMap(), Optional.empty());
    }
}
