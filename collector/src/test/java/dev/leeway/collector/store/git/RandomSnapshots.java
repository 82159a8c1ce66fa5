package dev.leeway.collector.store.git;

import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.Uncovered;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Snapshots at random with values of every kind, outcomes of every kind, and names as hostile as they come. */
final class RandomSnapshots {
    private static final List<String> PROBES = List.of("env", "process", "os", "package", "database", "later");

    private final Random random;

    RandomSnapshots(long seed) {
        this.random = new Random(seed);
    }

    private <E> E any(E[] all) {
        return all[random.nextInt(all.length)];
    }

    /** One of few hosts, so that it comes again. */
    Snapshot snapshot() {
        String name = hostile(6);
        Host host = new Host(
                name,
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(hostile(3)),
                random.nextInt(5) == 0 ? Optional.empty() : Optional.of(hostile(4)),
                any(HostKind.values()),
                new TreeMap<>(random.nextBoolean() ? Map.of(hostile(99), hostile(99)) : Map.of()));
        SortedMap<SectionKey, Section> sections = new TreeMap<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            Section section = section();
            sections.put(section.key(), section);
        }
        return Snapshots.of(
                random.nextInt(9),
                host,
                MirrorSamples.NIGHT,
                MirrorSamples.NIGHT,
                random.nextBoolean() ? "/" : hostile(99),
                new AgentInfo("1." + random.nextInt(2), random.nextInt(3) - 1),
                sections.values());
    }

    private Section section() {
        String probe = PROBES.get(random.nextInt(PROBES.size()));
        boolean index = random.nextInt(3) == 0;
        String subject = hostile(12);
        SectionKey key = index || subject.isEmpty() ? SectionKey.of(probe) : SectionKey.of(probe, subject);
        Outcome outcome = random.nextInt(3) > 0 ? Outcome.COLLECTED : any(Outcome.values());
        SortedMap<FactPath, Value> facts = new TreeMap<>();
        for (int i = outcome.observed() ? random.nextInt(9) : 0; i > 0; i--) {
            facts.put(path(index), value(2));
        }
        List<Uncovered> gaps = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            gaps.add(new Uncovered(
                    AddressPattern.parse(key.text() + (random.nextBoolean() ? "/**" : "/a/*")), hostile(99)));
        }
        return Sections.of(
                key,
                1 + random.nextInt(2),
                outcome,
                Facts.of(facts),
                gaps,
                new TreeMap<>(Map.of("evidence", hostile(99))),
                Optional.of(hostile(99)));
    }

    private FactPath path(boolean index) {
        if (index) {
            return FactPath.of("service", hostile(12)).child("observed");
        }
        return random.nextBoolean()
                ? FactPath.of("a", hostile(20))
                : FactPath.of("a").child("n" + random.nextInt(9));
    }

    /** One of the first {@code many} hostile names. */
    private String hostile(int many) {
        return FileNameTest.HOSTILE.get(random.nextInt(Math.min(many, FileNameTest.HOSTILE.size() - 10))
                * 7
                % (FileNameTest.HOSTILE.size() - 10));
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth > 0 ? 11 : 9)) {
            case 0 -> new Value.Text(hostile(99));
            case 1 -> Value.Numeric.of(random.nextLong() >> random.nextInt(64));
            case 2 -> new Value.Numeric(new BigDecimal(random.nextInt()).movePointLeft(random.nextInt(9)));
            case 3 -> new Value.Flag(random.nextBoolean());
            case 4 -> new Value.Version(hostile(99), any(VersionScheme.values()));
            case 5 -> new Value.Size(random.nextLong() >>> (1 + random.nextInt(62)));
            case 6 -> new Value.Time(Duration.ofMillis(random.nextInt()));
            case 7 ->
                random.nextBoolean()
                        ? new Value.Secret(List.of(RandomFleet.tag(1, random.nextInt(5))), Presence.TAGGED)
                        : Value.Secret.of(any(Presence.values()));
            case 8 -> new Value.Withheld(hostile(99));
            case 9 -> new Value.ListOf(List.of(value(depth - 1), value(depth - 1)));
            default -> new Value.SetOf(List.of(value(depth - 1), value(depth - 1)));
        };
    }
}
