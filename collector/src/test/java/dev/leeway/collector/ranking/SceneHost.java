package dev.leeway.collector.ranking;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** A host whose facts may still be changed: by section, then by path. */
final class SceneHost {
    private static final Instant CAPTURED = Instant.parse("2026-11-20T02:00:00Z");

    final String name;
    final String environment;
    final String role;
    final SortedMap<String, SortedMap<String, Value>> sections = new TreeMap<>();
    HostKind kind = HostKind.SERVER;
    /** Sections that are as they were when the host was last made into a snapshot: most of a scene is what every scene is. */
    private final Map<String, Section> made = new HashMap<>();

    SceneHost(String name, String environment, String role) {
        this.name = name;
        this.environment = environment;
        this.role = role;
    }

    /** Takes what was observed of {@code snapshot}. */
    SceneHost from(Snapshot snapshot) {
        for (Section section : snapshot.sections().values()) {
            if (section.outcome() == Outcome.COLLECTED) {
                SortedMap<String, Value> facts = of(section.key().text());
                section.facts().forEach((path, value) -> facts.put(path, value));
            }
        }
        return this;
    }

    /** The facts of a section, which is there from now on. */
    SortedMap<String, Value> of(String section) {
        made.remove(section);
        return sections.computeIfAbsent(section, unused -> new TreeMap<>());
    }

    /** A fact to look at. */
    Optional<Value> find(String section, String path) {
        return Optional.ofNullable(sections.get(section)).map(facts -> facts.get(path));
    }

    /** Takes away what a test says, section by section. */
    void removeIf(BiPredicate<String, String> gone) {
        for (String section : List.copyOf(sections.keySet())) {
            if (gone.test(section, "")) {
                sections.remove(section);
                made.remove(section);
            } else {
                of(section).keySet().removeIf(path -> gone.test(section, path));
            }
        }
    }

    /** The same host under another name. */
    SceneHost copy(String otherName, String otherEnvironment) {
        SceneHost copy = new SceneHost(otherName, otherEnvironment, role);
        sections.forEach((key, facts) -> copy.sections.put(key, new TreeMap<>(facts)));
        copy.kind = kind;
        copy.made.putAll(made);
        return copy;
    }

    Snapshot snapshot() {
        List<Section> all = new ArrayList<>();
        sections.forEach((key, facts) -> all.add(made.computeIfAbsent(key, unused -> section(key, facts))));
        Host host = new Host(name, Optional.of(environment), Optional.of(role), kind, new TreeMap<>());
        AgentInfo agent = new AgentInfo("1.0.0", 0, Optional.empty());
        return Snapshots.of(1, host, CAPTURED, CAPTURED, "/", agent, all);
    }

    private static Section section(String key, SortedMap<String, Value> values) {
        Facts.Builder facts = new Facts.Builder();
        values.forEach(facts::add);
        return Sections.of(
                SectionKey.parse(key),
                1,
                Outcome.COLLECTED,
                facts.build(),
                List.of(),
                new TreeMap<>(),
                Optional.empty());
    }
}
