package dev.leeway.schema.json;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The snapshots kept as golden files: together they hold every kind of value, every outcome and every kind of host. */
final class GoldenSnapshots {
    private static final Instant TIME = Instant.parse("2026-11-20T02:00:00Z");
    private static final SecretTag OLD_TAG = SecretTag.parse("k-7f3a9c21:Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE");
    private static final SecretTag NEW_TAG = SecretTag.parse("k-b81d0e55:cXV4YmF6YmFyZm9vcXV4YmF6YmFyZm9vcXV4YmF6YmE");

    private GoldenSnapshots() {}

    /** File name to snapshot. */
    static Map<String, Snapshot> snapshots() {
        Map<String, Snapshot> snapshots = new TreeMap<>();
        snapshots.put("values.json", snapshot("web-01", allValues()));
        snapshots.put("outcomes.json", snapshot("web-02", outcomes()));
        for (HostKind kind : HostKind.values()) {
            snapshots.put("host-" + kind.text() + ".json", bare(kind));
        }
        return snapshots;
    }

    /** Sections that hold a value of every kind. */
    static List<Section> allValues() {
        return List.of(values(), texts(), secrets(), versions());
    }

    static Snapshot snapshot(String name, Collection<Section> sections) {
        return Snapshots.of(
                412,
                new Host(
                        name,
                        Optional.of("prod"),
                        Optional.of("web"),
                        HostKind.SERVER,
                        new TreeMap<>(Map.of("slot", "blue", "lifetime", "ephemeral"))),
                TIME.minusMillis(812),
                TIME,
                "/",
                new AgentInfo("1.0.0", 0),
                sections);
    }

    private static Snapshot bare(HostKind kind) {
        return Snapshots.of(
                0,
                new Host("h", Optional.empty(), Optional.empty(), kind, new TreeMap<>()),
                TIME,
                TIME,
                kind == HostKind.TREE ? "/mnt/image" : "/",
                new AgentInfo("1.0.0", -1),
                List.of());
    }

    private static Section section(SectionKey key, Map<FactPath, Value> facts, Map<String, String> evidence) {
        return Sections.of(
                key, 3, Outcome.COLLECTED, Facts.of(facts), List.of(), new TreeMap<>(evidence), Optional.empty());
    }

    private static Section values() {
        Map<FactPath, Value> facts = new HashMap<>();
        facts.put(FactPath.of("flag", "no"), new Value.Flag(false));
        facts.put(FactPath.of("flag", "yes"), new Value.Flag(true));
        facts.put(FactPath.of("number", "zero"), Value.Numeric.of(0));
        facts.put(FactPath.of("number", "negative"), Value.Numeric.of(-1));
        facts.put(FactPath.of("number", "largest plain"), Value.Numeric.of((1L << 53) - 1));
        facts.put(FactPath.of("number", "beyond"), Value.Numeric.of(1L << 53));
        facts.put(FactPath.of("number", "fraction"), new Value.Numeric(new BigDecimal("-0.125")));
        facts.put(FactPath.of("size", "small"), new Value.Size(536_870_912));
        facts.put(FactPath.of("size", "large"), new Value.Size(Long.MAX_VALUE));
        facts.put(FactPath.of("duration", "short"), new Value.Time(Duration.ofMillis(1_500)));
        facts.put(FactPath.of("duration", "negative"), new Value.Time(Duration.ofMillis(-1)));
        facts.put(FactPath.of("duration", "none"), new Value.Time(Duration.ZERO));
        facts.put(
                FactPath.of("set"),
                new Value.SetOf(List.of(new Value.Text("b"), new Value.Text("a"), Value.Numeric.of(8080))));
        facts.put(FactPath.of("set", "empty"), new Value.SetOf(List.of()));
        facts.put(FactPath.of("list"), Value.ListOf.texts(List.of("b", "a", "b")));
        facts.put(
                FactPath.of("list", "nested"),
                new Value.ListOf(List.of(Value.ListOf.texts(List.of()), new Value.Flag(true))));
        facts.put(FactPath.of("withheld"), new Value.Withheld("tooLong"));
        return section(SectionKey.of("values"), facts, Map.of("flag[yes]", "/etc/shop/web.env:3"));
    }

    private static Section texts() {
        Map<FactPath, Value> facts = new HashMap<>();
        facts.put(FactPath.of("plain"), new Value.Text("info"));
        facts.put(FactPath.of("empty"), new Value.Text(""));
        facts.put(FactPath.of("escaped"), new Value.Text("\"\\/\b\f\n\r\t\u0000\u001F\u007F"));
        facts.put(FactPath.of("beyond ASCII"), new Value.Text("\u00E9 e\u0301 \u20AC \uD83D\uDE00 \uFFFD \u2028"));
        facts.put(FactPath.of("digits"), new Value.Text("8080"));
        facts.put(FactPath.of("\uD83D\uDE00"), new Value.Text("sorts before the next, by UTF-16 units"));
        facts.put(FactPath.of("\uE000"), new Value.Text("sorts after the one before, by UTF-16 units"));
        facts.put(FactPath.of("a/b", "{c}*[%]").child("d"), new Value.Text("reserved characters"));
        return section(SectionKey.of("texts", "shop/web"), facts, Map.of());
    }

    private static Section secrets() {
        Map<FactPath, Value> facts = new HashMap<>();
        facts.put(FactPath.of("ONE_KEY"), new Value.Secret(List.of(OLD_TAG), Presence.TAGGED));
        facts.put(FactPath.of("ROTATING"), new Value.Secret(List.of(NEW_TAG, OLD_TAG), Presence.TAGGED));
        for (Presence presence : Presence.values()) {
            facts.put(FactPath.of("PRESENCE", presence.text()), Value.Secret.of(presence));
        }
        return section(SectionKey.of("env", "shop-web"), facts, Map.of());
    }

    private static Section versions() {
        Map<FactPath, Value> facts = new HashMap<>();
        for (VersionScheme scheme : VersionScheme.values()) {
            facts.put(FactPath.of(scheme.text(), "x").child("version"), new Value.Version("1:2.3-4", scheme));
        }
        facts.put(
                FactPath.of("deb", "several").child("version"),
                new Value.SetOf(
                        List.of(new Value.Version("2", VersionScheme.DEB), new Value.Version("1", VersionScheme.DEB))));
        return section(SectionKey.of("package"), facts, Map.of());
    }

    private static List<Section> outcomes() {
        List<Section> sections = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            boolean facts = outcome == Outcome.COLLECTED || outcome == Outcome.PARTIAL;
            sections.add(Sections.of(
                    SectionKey.of("probe", outcome.text()),
                    1,
                    outcome,
                    facts ? Facts.of(Map.of(FactPath.of("x"), new Value.Flag(true))) : Facts.none(),
                    outcome == Outcome.PARTIAL
                            ? List.of(
                                    new Uncovered(AddressPattern.parse("probe[partial]/y/**"), "permission"),
                                    new Uncovered(AddressPattern.parse("probe[partial]/a[*]"), "limit"))
                            : List.of(),
                    new TreeMap<>(),
                    outcome == Outcome.COLLECTED ? Optional.empty() : Optional.of("what a person should know")));
        }
        return sections;
    }
}
