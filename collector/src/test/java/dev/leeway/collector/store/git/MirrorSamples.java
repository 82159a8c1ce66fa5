package dev.leeway.collector.store.git;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Snapshots to be mirrored. */
final class MirrorSamples {
    static final Instant NIGHT = Instant.parse("2026-11-01T02:00:00Z");

    private MirrorSamples() {}

    /** Two o'clock in the night, so many days later. */
    static Instant night(int number) {
        return NIGHT.plus(Duration.ofDays(number));
    }

    static Section section(String key, Outcome outcome, Map<String, Value> facts, String... uncovered) {
        SortedMap<FactPath, Value> byPath = new TreeMap<>();
        facts.forEach((path, value) -> byPath.put(FactPath.parse(path), value));
        List<Uncovered> gaps = new ArrayList<>();
        for (String pattern : uncovered) {
            gaps.add(new Uncovered(AddressPattern.parse(pattern), "permission"));
        }
        return Sections.of(
                SectionKey.parse(key), 1, outcome, Facts.of(byPath), gaps, new TreeMap<>(), Optional.empty());
    }

    static Section env(String service, String... namesAndValues) {
        return section("env[" + service + "]", Outcome.COLLECTED, texts(namesAndValues));
    }

    /** The index of a probe that lists these services. */
    static Section index(String probe, String... services) {
        Map<String, Value> facts = new TreeMap<>();
        for (String service : services) {
            facts.put("service[" + service + "]/observed", new Value.Flag(true));
        }
        return section(probe, Outcome.COLLECTED, facts);
    }

    static Map<String, Value> texts(String... namesAndValues) {
        Map<String, Value> facts = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], new Value.Text(namesAndValues[i + 1]));
        }
        return facts;
    }

    static Snapshot snapshot(String environment, String role, String host, Section... sections) {
        return snapshot(
                new Host(host, Optional.of(environment), Optional.of(role), HostKind.SERVER, new TreeMap<>()),
                sections);
    }

    static Snapshot snapshot(Host host, Section... sections) {
        AgentInfo agent = new AgentInfo("1.0.0", 0, Optional.of("published"));
        return Snapshots.of(1, host, NIGHT, NIGHT, "/", agent, List.of(sections));
    }

    static List<Mirrored> group(int night, Snapshot... snapshots) {
        List<Mirrored> group = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            group.add(new Mirrored(snapshot, night(night)));
        }
        return group;
    }

    /** Ids of sections by host and key. */
    static SortedMap<String, String> ids(List<Snapshot> snapshots) {
        SortedMap<String, String> ids = new TreeMap<>();
        for (Snapshot snapshot : snapshots) {
            snapshot.sections()
                    .forEach((key, section) -> ids.put(snapshot.host().name() + "\n" + key.text(), section.id()));
        }
        return ids;
    }
}
