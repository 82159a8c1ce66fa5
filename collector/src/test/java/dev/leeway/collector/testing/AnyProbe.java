package dev.leeway.collector.testing;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.yaml.CatalogueReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hosts at random that hold facts of whatever probes the catalogue has, all of them observed whole. */
public final class AnyProbe {
    private static final int PROBES = 4;
    private static final int FACTS = 6;

    /** By section, paths and the sorts of their values: what hosts of one such fleet have in common. */
    private final SortedMap<String, SortedMap<String, Value.Kind>> shape = new TreeMap<>();

    /** Probes and facts of that seed. */
    public AnyProbe(long seed) {
        Random random = new Random(seed);
        List<ProbeEntry> probes = new ArrayList<>(CatalogueReader.builtIn().probes());
        Collections.shuffle(probes, random);
        for (ProbeEntry probe : probes.subList(0, PROBES)) {
            List<FactEntry> facts = new ArrayList<>(probe.facts());
            Collections.shuffle(facts, random);
            facts.subList(0, Math.min(FACTS, facts.size())).forEach(fact -> add(fact, random));
        }
    }

    private void add(FactEntry fact, Random random) {
        String text = fact.pattern().text();
        if (text.contains("**") || text.indexOf('/') < 0) {
            return;
        }
        int slash = text.indexOf('/');
        String section = text.substring(0, slash).replace("*", "shop");
        String path = text.substring(slash + 1)
                .replaceFirst("^(service|database)\\[\\*]", "$1[shop]")
                .replace("[*]", random.nextBoolean() ? "[a]" : "[b]")
                .replace("*", "NAME");
        SortedMap<String, Value.Kind> own = shape.computeIfAbsent(section, unused -> new TreeMap<>());
        boolean apart =
                own.keySet().stream().anyMatch(other -> other.startsWith(path + "/") || path.startsWith(other + "/"));
        if (!apart) {
            own.put(Address.parse(section + "/" + path).path().text(), fact.type());
        }
    }

    /** Of a host by that name nearly all of it, with values of that seed. */
    public TestHost host(String name, Random random) {
        TestHost host = TestHost.host(name).revision(99);
        SortedMap<String, SortedMap<String, Value.Kind>> sections = new TreeMap<>(shape);
        sections.computeIfAbsent("process", unused -> new TreeMap<>());
        for (String key : shape.keySet()) {
            sections.computeIfAbsent(probe(key), unused -> new TreeMap<>());
        }
        sections.forEach((key, facts) -> {
            List<Object> flat = new ArrayList<>();
            // An index lists whatever the host has a section about.
            String listed = (key.equals("database") ? "database" : "service") + "[shop]/"
                    + (key.equals("process") ? "namedBy" : "observed");
            if (key.equals("process")) {
                flat.addAll(List.of(listed, "systemd"));
            } else if (shape.containsKey(key + "[shop]")) {
                flat.addAll(List.of(listed, true));
            }
            for (Map.Entry<String, Value.Kind> fact : facts.entrySet()) {
                if (!fact.getKey().equals(listed) && random.nextInt(8) > 0) {
                    flat.add(fact.getKey());
                    flat.add(value(fact.getValue(), random));
                }
            }
            host.section(key, flat.toArray());
        });
        return host;
    }

    private static String probe(String key) {
        int bracket = key.indexOf('[');
        return bracket < 0 ? key : key.substring(0, bracket);
    }

    /** One to {@code most} hosts with values of that seed. */
    public List<TestHost> hosts(int most, long seed) {
        Random random = new Random(seed);
        List<TestHost> hosts = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            hosts.add(host("host-" + i, random));
        }
        return hosts;
    }

    private static Value value(Value.Kind kind, Random random) {
        int small = random.nextInt(3);
        return switch (kind) {
            case NUMBER -> new Value.Numeric(BigDecimal.valueOf(small));
            case FLAG -> new Value.Flag(small == 0);
            case VERSION -> new Value.Version("1." + small + ".0", VersionScheme.SEMVER);
            case SIZE -> new Value.Size(1024L * small);
            case DURATION -> new Value.Time(Duration.ofSeconds(small));
            case SET -> Value.SetOf.texts(List.of("x", "y" + small));
            case LIST -> new Value.ListOf(List.of(new Value.Text("x"), new Value.Text("y" + small)));
            case SECRET, WITHHELD -> new Value.Secret(List.of(RandomFleet.tag(0, small)), Presence.TAGGED);
            case TEXT ->
                new Value.Text(List.of("info", "debug", "db.left.example").get(small));
        };
    }
}
