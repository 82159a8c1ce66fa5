package dev.leeway.collector.testing;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A large fleet as real ones are: hosts made from few images, and among them a few that somebody touched by hand.
 *
 * <p>Seeded, so that the same shape gives the same bytes; a host is made when it is asked for, so that none has to be kept.
 * An image is one role in one environment and release. Images share what they have in common: one release of the base for
 * all roles, one section of the operating system for all. What belongs to one host alone is in its header, where agents put it.
 */
public final class GeneratedFleet {
    private static final List<String> ROLES = List.of("web", "worker", "api", "batch", "edge");
    private static final int MOST_TOUCHED = 4;
    private static final SortedMap<String, String> NONE = new TreeMap<>();

    private final Shape shape;
    private final int roles;
    private final Map<String, Section> sections = new ConcurrentHashMap<>();
    private final Map<Integer, List<Section>> images = new ConcurrentHashMap<>();

    /**
     * What a fleet is like.
     *
     * @param environments names in promotion order
     * @param hosts of each environment, in that order
     * @param facts of each host, roughly
     * @param images how many are in use, in all environments together
     * @param outliers of a thousand hosts, how many differ from their image in one to four facts
     * @param seed of what chance decides
     */
    public record Shape(
            List<String> environments, List<Integer> hosts, int facts, int images, int outliers, long seed) {
        public Shape {
            environments = List.copyOf(environments);
            hosts = List.copyOf(hosts);
        }

        /** As many hosts in each of three environments. */
        public static Shape even(int hosts, int facts, int images, int outliers) {
            return new Shape(
                    List.of("dev", "staging", "prod"), List.of(hosts, hosts, hosts), facts, images, outliers, 1);
        }
    }

    /** The fleet of that shape. */
    public GeneratedFleet(Shape shape) {
        this.shape = shape;
        this.roles = Math.max(
                1, Math.min(ROLES.size(), shape.images() / shape.environments().size()));
    }

    /** Every host of an environment. */
    public List<Snapshot> hosts(int environment) {
        List<Snapshot> hosts = new ArrayList<>();
        for (int number = 0; number < shape.hosts().get(environment); number++) {
            hosts.add(host(environment, number));
        }
        return hosts;
    }

    /** One host. */
    public Snapshot host(int environment, int number) {
        String name = shape.environments().get(environment);
        Random chance = new Random(shape.seed() * 1_000_003 + environment * 7_919L + number * 104_729L);
        int role = number % roles;
        // Most hosts have the release that is being rolled out, the others those before it.
        int release = Math.min(chance.nextInt(10) / 7, Math.max(0, releases(environment, role) - 1));
        if (releases(environment, role) > 2 && chance.nextInt(20) == 0) {
            release = 2 + chance.nextInt(releases(environment, role) - 2);
        }
        List<Section> own = images.computeIfAbsent(
                (release * shape.environments().size() + environment) * roles + role,
                image -> image(name, environment, ROLES.get(image % roles), image));
        if (chance.nextInt(1_000) < shape.outliers()) {
            own = touched(own, chance);
        }
        Host host = new Host(
                name + "-" + ROLES.get(role) + "-" + String.format(Locale.ROOT, "%06d", number),
                Optional.of(name),
                Optional.of(ROLES.get(role)),
                HostKind.SERVER,
                NONE);
        return Snapshots.of(
                1 + chance.nextInt(400),
                host,
                TestHost.CAPTURED.minusSeconds(2),
                TestHost.CAPTURED.plusSeconds(chance.nextInt(900)),
                "/",
                new AgentInfo("1.0.0", 0, Optional.of("published")),
                own);
    }

    /** How many releases of a role an environment may run at once. */
    private int releases(int environment, int role) {
        int first = environment * roles + role;
        int round = shape.environments().size() * roles;
        return shape.images() <= first ? 1 : 1 + (shape.images() - first - 1) / round;
    }

    private List<Section> image(String environment, int place, String role, int image) {
        int release = image / (shape.environments().size() * roles);
        // Earlier environments are a release ahead, as they should be.
        int base = release + shape.environments().size() - 1 - place;
        List<Section> own = new ArrayList<>();
        own.add(shared("os", () -> os()));
        own.add(shared("package " + base, () -> packages(base)));
        own.add(shared("jdk " + base % 2, () -> jdk(base % 2)));
        List<String> services = List.of("shop-" + role, role + "-sidecar");
        for (String probe : List.of("process", "env", "dependency", "connection")) {
            own.add(shared(probe + " " + role, () -> index(probe, services)));
        }
        for (String service : services) {
            own.add(shared("process " + service + base, () -> process(service, base)));
            own.add(shared("env " + service + environment, () -> env(service, environment)));
            own.add(shared("dependency " + service + base, () -> dependencies(service, base)));
            own.add(shared("connection " + service + environment, () -> connections(service, environment)));
        }
        return own;
    }

    private interface Maker {
        Section make();
    }

    private Section shared(String what, Maker maker) {
        Section known = sections.get(what);
        if (known == null) {
            known = maker.make();
            sections.put(what, known);
        }
        return known;
    }

    private static Section section(SectionKey key, Facts facts, String found) {
        SortedMap<String, String> evidence = new TreeMap<>();
        if (!found.isEmpty()) {
            facts.forEach((path, value) -> evidence.put(path, found));
        }
        return Sections.of(key, 1, Outcome.COLLECTED, facts, List.of(), evidence, Optional.empty());
    }

    private Section os() {
        Facts.Builder facts = new Facts.Builder();
        facts.add("architecture", new Value.Text("x86_64"));
        facts.add("timezone", new Value.Text("Etc/UTC"));
        facts.add("distribution/id", new Value.Text("debian"));
        for (int i = 0; i < shape.facts() / 8; i++) {
            facts.add("sysctl[net.ipv4.setting_" + i + "]/value", Value.Numeric.of(i % 5));
        }
        return section(SectionKey.of("os"), facts.build(), "/proc/sys");
    }

    private Section packages(int base) {
        Facts.Builder facts = new Facts.Builder();
        for (int i = 0; i < shape.facts() / 2; i++) {
            String version = i % 7 + "." + i % 13 + "." + i % 29 + "-" + (i % 50 == 0 ? base + 1 : 1);
            facts.add("deb[library-" + i + "]/version", new Value.Version(version, VersionScheme.DEB));
        }
        return section(SectionKey.of("package"), facts.build(), "");
    }

    private Section jdk(int line) {
        Facts.Builder facts = new Facts.Builder();
        facts.add("default/version", new Value.Version("17.0." + (15 + line), VersionScheme.JDK));
        for (int i = 0; i < shape.facts() / 20; i++) {
            facts.add("installation[debian-17]/network[setting." + i + "]", new Value.Text("value " + i % 3));
        }
        return section(SectionKey.of("jdk"), facts.build(), "/usr/lib/jvm/java-17-openjdk-amd64/conf");
    }

    private static Section index(String probe, List<String> services) {
        Facts.Builder facts = new Facts.Builder();
        for (String service : services) {
            boolean process = probe.equals("process");
            facts.add(
                    "service[" + service + "]/" + (process ? "namedBy" : "observed"),
                    process ? new Value.Text("systemd") : new Value.Flag(true));
        }
        return section(SectionKey.of(probe), facts.build(), "");
    }

    private static Section process(String service, int base) {
        Facts.Builder facts = new Facts.Builder();
        facts.add("main/version", new Value.Version("1." + base + ".0", VersionScheme.SEMVER));
        facts.add("main/name", new Value.Text(service));
        facts.add("user", new Value.Text("shop"));
        for (int i = 0; i < 20; i++) {
            facts.add("limits/setting-" + i, Value.Numeric.of(i));
        }
        return section(SectionKey.of("process", service), facts.build(), "");
    }

    private Section env(String service, String environment) {
        Facts.Builder facts = new Facts.Builder();
        facts.add("LOG_LEVEL", new Value.Text(environment.equals("prod") ? "info" : "debug"));
        facts.add("REGION", new Value.Text("eu-1"));
        facts.add("DATABASE_URL/host", new Value.Text("db." + environment + ".shop.example"));
        facts.add("API_KEY", new Value.Secret(List.of(RandomFleet.tag(1, environment.length())), Presence.TAGGED));
        for (int i = 0; i < Math.max(4, shape.facts() / 80); i++) {
            facts.add("SETTING_" + i, new Value.Text("value-" + i % 7 + "-of-" + service));
        }
        return section(SectionKey.of("env", service), facts.build(), "/etc/systemd/system/shop.service:8");
    }

    private Section dependencies(String service, int base) {
        Facts.Builder facts = new Facts.Builder();
        for (int i = 0; i < Math.max(2, shape.facts() / 8); i++) {
            String version = i % 5 + "." + (i % 30 == 0 ? base + 1 : 1) + "." + i % 11;
            facts.add("maven[org.example:part-" + i + "]/version", new Value.Version(version, VersionScheme.MAVEN));
        }
        return section(SectionKey.of("dependency", service), facts.build(), "lib of " + service);
    }

    private static Section connections(String service, String environment) {
        String host = "db." + environment + ".shop.example";
        Facts.Builder facts = new Facts.Builder();
        facts.add("endpoint[DATABASE_URL]/engine", new Value.Text("postgresql"));
        facts.add("endpoint[DATABASE_URL]/database", new Value.Text("shop_" + environment));
        facts.add("endpoint[DATABASE_URL]/host", new Value.Text(host));
        facts.add("endpoint[DATABASE_URL]/port", Value.Numeric.of(5432));
        facts.add("endpoint[DATABASE_URL]/target", new Value.Text(host + ":5432/shop_" + environment));
        return section(SectionKey.of("connection", service), facts.build(), "variable DATABASE_URL");
    }

    /** What somebody did by hand: a package held back, a variable set or forgotten, a kernel setting turned. */
    private static List<Section> touched(List<Section> own, Random chance) {
        List<Section> touched = new ArrayList<>(own);
        int changes = 1 + chance.nextInt(MOST_TOUCHED);
        for (int i = 0; i < changes; i++) {
            String probe = List.of("package", "env", "os", "dependency").get(chance.nextInt(4));
            for (int each = 0; each < touched.size(); each++) {
                Section section = touched.get(each);
                boolean host = probe.equals("package") || probe.equals("os");
                if (section.key().probe().equals(probe)
                        && (host || section.key().subject().isPresent())) {
                    touched.set(each, touched(section, chance));
                    break;
                }
            }
        }
        return touched;
    }

    private static Section touched(Section section, Random chance) {
        int chosen = chance.nextInt(section.facts().size());
        boolean lacks = section.key().probe().equals("env") && chance.nextInt(4) == 0;
        Facts.Builder facts = new Facts.Builder();
        for (int i = 0; i < section.facts().size(); i++) {
            Value value = section.facts().value(i);
            if (i != chosen) {
                facts.add(section.facts().path(i), value);
            } else if (!lacks) {
                facts.add(
                        section.facts().path(i),
                        value instanceof Value.Version version
                                ? new Value.Version(version.version() + ".1", version.scheme())
                                : new Value.Text("touched-" + chance.nextInt(3)));
            }
        }
        return Sections.of(
                section.key(),
                section.revision(),
                section.outcome(),
                facts.build(),
                section.uncovered(),
                section.evidence(),
                section.reason());
    }
}
