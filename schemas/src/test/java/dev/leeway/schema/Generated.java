package dev.leeway.schema;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
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
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Makes values for property tests, the same ones for the same seed, with more than their share of awkward characters. */
public final class Generated {
    private static final String[] AWKWARD = {
        "/",
        "[",
        "]",
        "{",
        "}",
        "*",
        "%",
        "%2F",
        "%25",
        "**",
        "\u0000",
        "\n",
        "\u001F",
        "\u007F",
        "\"",
        "\\",
        "\u0085",
        "\u00E9",
        "e\u0301",
        "\u20AC",
        "\uFEFF",
        "\uFFFD",
        "\u2028",
        "\uD83D\uDE00",
        "\uDBFF\uDFFF",
        "\uE000",
        " ",
        "~",
        "'",
        "<b>"
    };

    private final Random random;

    public Generated(long seed) {
        this.random = new Random(seed);
    }

    /** A number from 0 to below {@code bound}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A text of none to twelve pieces. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(13); pieces > 0; pieces--) {
            text.append(
                    random.nextInt(3) == 0
                            ? AWKWARD[random.nextInt(AWKWARD.length)]
                            : String.valueOf((char) ('a' + random.nextInt(26))));
        }
        return text.toString();
    }

    /** A text that is not empty. */
    public String word() {
        return "w" + text();
    }

    public FactPath path() {
        FactPath path = random.nextBoolean() ? FactPath.of(word()) : FactPath.of(word(), text());
        for (int more = random.nextInt(3); more > 0; more--) {
            path = random.nextBoolean() ? path.child(word()) : path.child(word(), text());
        }
        return path;
    }

    public SectionKey key() {
        String probe = "p" + random.nextInt(9);
        return random.nextBoolean() ? SectionKey.of(probe) : SectionKey.of(probe, word());
    }

    public Value value() {
        return value(3);
    }

    private Value value(int depth) {
        List<Supplier<Value>> kinds = List.of(
                () -> new Value.Text(text()),
                this::number,
                () -> new Value.Flag(random.nextBoolean()),
                () -> new Value.Version(text(), any(VersionScheme.values())),
                () -> new Value.Size(random.nextLong() >>> random.nextInt(1, 64)),
                () -> new Value.Time(Duration.ofNanos(random.nextLong() >> random.nextInt(64))),
                this::secret,
                () -> new Value.Withheld(word()),
                () -> new Value.ListOf(values(depth - 1)),
                () -> new Value.SetOf(values(depth - 1)));
        return kinds.get(random.nextInt(depth > 0 ? kinds.size() : kinds.size() - 2))
                .get();
    }

    private List<Value> values(int depth) {
        return IntStream.range(0, random.nextInt(5)).mapToObj(i -> value(depth)).toList();
    }

    private Value number() {
        return switch (random.nextInt(4)) {
            case 0 -> Value.Numeric.of(random.nextInt(2000) - 1000);
            case 1 -> Value.Numeric.of(random.nextLong() >> random.nextInt(14));
            case 2 -> new Value.Numeric(new BigDecimal(new BigInteger(60, random), random.nextInt(40) - 20));
            default -> new Value.Numeric(new BigDecimal("9007199254740991").add(BigDecimal.valueOf(random.nextInt(3))));
        };
    }

    private Value secret() {
        if (random.nextBoolean()) {
            return Value.Secret.of(any(Presence.values()));
        }
        List<SecretTag> tags = IntStream.range(0, 1 + random.nextInt(2))
                .mapToObj(
                        i -> new SecretTag("k-" + Integer.toHexString(0x1000 + random.nextInt(0xEFFF)), "m".repeat(43)))
                .toList();
        return new Value.Secret(tags, Presence.TAGGED);
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }

    public Facts facts(int most) {
        Map<FactPath, Value> facts = new HashMap<>();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            facts.put(path(), value());
        }
        return Facts.of(facts);
    }

    public Section section(SectionKey key) {
        Outcome outcome = any(Outcome.values());
        Facts facts = outcome.observed() ? facts(12) : Facts.none();
        List<Uncovered> uncovered = IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> new Uncovered(AddressPattern.parse(key.text() + "/" + path() + "/**"), word()))
                .toList();
        SortedMap<String, String> evidence = new TreeMap<>();
        facts.forEach((path, value) -> evidence.put(path, text()));
        return Sections.of(
                key,
                1 + random.nextInt(9),
                outcome,
                facts,
                uncovered,
                evidence,
                random.nextBoolean() ? Optional.of(text()) : Optional.empty());
    }

    public Snapshot snapshot() {
        SortedMap<SectionKey, Section> sections = new TreeMap<>();
        for (int count = random.nextInt(6); count > 0; count--) {
            SectionKey key = key();
            sections.put(key, section(key));
        }
        SortedMap<String, String> labels = new TreeMap<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            labels.put(text(), text());
        }
        Instant start = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        return Snapshots.of(
                random.nextInt(Integer.MAX_VALUE),
                new Host(text(), optional(), optional(), any(HostKind.values()), labels),
                start,
                start.plusMillis(random.nextInt(100_000)),
                "/" + text(),
                new AgentInfo(text(), random.nextInt(70_000) - 1, optional()),
                new ArrayList<>(sections.values()));
    }

    private Optional<String> optional() {
        return random.nextBoolean() ? Optional.of(text()) : Optional.empty();
    }
}
