package dev.leeway.collector.testing;

import dev.leeway.schema.fact.AddressPattern;
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
import dev.leeway.schema.snapshot.SpoolCounts;
import dev.leeway.schema.snapshot.Uncovered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A host of a test, put together section by section. */
public final class TestHost {
    /** When every test host was observed. */
    public static final Instant CAPTURED = Instant.parse("2026-11-20T02:00:00Z");

    private final String name;
    private final List<Section> sections = new ArrayList<>();
    private HostKind kind = HostKind.SERVER;
    private Optional<String> role = Optional.empty();
    private long sequence = 1;
    private int revision = 1;
    private Optional<String> rules = Optional.empty();
    private Instant captured = CAPTURED;
    private SpoolCounts missed = SpoolCounts.NONE;
    private final SortedMap<String, String> labels = new TreeMap<>();

    private TestHost(String name) {
        this.name = name;
    }

    /** A server without a role. */
    public static TestHost host(String name) {
        return new TestHost(name);
    }

    /** Says what sort of host it is. */
    public TestHost kind(HostKind newKind) {
        this.kind = newKind;
        return this;
    }

    /** Says whose peers it has. */
    public TestHost role(String newRole) {
        this.role = Optional.of(newRole);
        return this;
    }

    /** Gives it a label. */
    public TestHost label(String label, String value) {
        labels.put(label, value);
        return this;
    }

    /** Says which of the host's snapshots it is. */
    public TestHost sequence(long newSequence) {
        this.sequence = newSequence;
        return this;
    }

    /** Says when it was observed. */
    public TestHost captured(Instant moment) {
        this.captured = moment;
        return this;
    }

    /** Says how many of its snapshots will not arrive. */
    public TestHost missed(SpoolCounts counts) {
        this.missed = counts;
        return this;
    }

    /** Sets the probe revision of the sections that follow. */
    public TestHost revision(int newRevision) {
        this.revision = newRevision;
        return this;
    }

    /** Says by which rules its agent redacts. */
    public TestHost rules(String newRules) {
        this.rules = Optional.of(newRules);
        return this;
    }

    /** Adds a collected section; facts as path, value, path, value. */
    public TestHost section(String key, Object... facts) {
        return section(key, Outcome.COLLECTED, List.of(), facts);
    }

    /** Adds a collected section of which every fact was found at {@code evidence}. */
    public TestHost found(String key, String evidence, Object... facts) {
        TreeMap<String, String> places = new TreeMap<>();
        Facts.Builder builder = new Facts.Builder();
        for (int i = 0; i < facts.length; i += 2) {
            builder.add((String) facts[i], value(facts[i + 1]));
            places.put((String) facts[i], evidence);
        }
        sections.add(Sections.of(
                SectionKey.parse(key),
                revision,
                Outcome.COLLECTED,
                builder.build(),
                List.of(),
                places,
                Optional.empty()));
        return this;
    }

    /** Adds a section of which something was not seen. */
    public TestHost partial(String key, String uncovered, Object... facts) {
        Uncovered gap = new Uncovered(AddressPattern.parse(uncovered), "permission");
        return section(key, Outcome.PARTIAL, List.of(gap), facts);
    }

    /** Adds a section of which something was not seen for one reason. */
    public TestHost partial(String key, List<String> uncovered, String reason, Object... facts) {
        List<Uncovered> gaps = uncovered.stream()
                .map(pattern -> new Uncovered(AddressPattern.parse(pattern), reason))
                .toList();
        return section(key, Outcome.PARTIAL, gaps, facts);
    }

    /** Adds a section that was not observed. */
    public TestHost fell(String key, Outcome outcome) {
        return section(key, outcome, List.of());
    }

    private TestHost section(String key, Outcome outcome, List<Uncovered> uncovered, Object... facts) {
        Facts.Builder builder = new Facts.Builder();
        for (int i = 0; i < facts.length; i += 2) {
            builder.add((String) facts[i], value(facts[i + 1]));
        }
        Optional<String> reason = outcome.observed() ? Optional.empty() : Optional.of("test");
        sections.add(Sections.of(
                SectionKey.parse(key), revision, outcome, builder.build(), uncovered, new TreeMap<>(), reason));
        return this;
    }

    /** The value a test writes as a plain object. */
    public static Value value(Object plain) {
        if (plain instanceof Value value) {
            return value;
        }
        if (plain instanceof Integer number) {
            return Value.Numeric.of(number);
        }
        return plain instanceof Boolean flag ? new Value.Flag(flag) : new Value.Text((String) plain);
    }

    /** The snapshot of this host. */
    public Snapshot snapshot() {
        Host host = new Host(name, Optional.empty(), role, kind, labels);
        return Snapshots.of(
                sequence, host, captured, captured, "/", new AgentInfo("1.0.0", 0, rules, missed), sections);
    }
}
