package dev.leeway.collector.testing;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.snapshot.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Hosts at random: few names and few values, so that every sort of agreement and difference comes about. */
public final class RandomFleet {
    private static final List<String> SERVICES = List.of("shop-web", "shopweb", "worker", "mailer");
    private static final List<String> VARIABLES = List.of(
            "LOG_LEVEL",
            "PORT",
            "DATABASE_URL",
            "DATABASE_URL/host",
            "DATABASE_URL/port",
            "DATABASE_URL/scheme",
            "DB_PASSWORD",
            "LANG",
            "NO_PROXY",
            "REGION",
            "JWT_KEY",
            "PATH");
    private static final List<String> HOST_FACTS = List.of(
            "timezone",
            "architecture",
            "distribution/id",
            "distribution/version",
            "libc/kind",
            "kernel/version",
            "locale/charset",
            "sysctl[vm.swappiness]/value",
            "memory/total");
    private static final List<String> PACKAGES =
            List.of("deb[openssl]/version", "deb[libssl3]/version", "deb[curl]/version", "tool[psql]/version");
    private static final List<String> RUNNING = List.of(
            "main/version",
            "main/name",
            "runtime/version",
            "replicas",
            "user",
            "jvm/heap/max",
            "debug[jdwp]",
            "listen");

    private final Random random;

    /** The fleet of that seed. */
    public RandomFleet(long seed) {
        this.random = new Random(seed);
    }

    /** One to {@code most} hosts. */
    public List<TestHost> hosts(int most) {
        List<TestHost> hosts = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            hosts.add(host("host-" + i));
        }
        return hosts;
    }

    private TestHost host(String name) {
        TestHost host = TestHost.host(name).revision(1 + random.nextInt(2));
        if (often()) {
            section(host, "os", HOST_FACTS, "os/**");
        }
        if (often()) {
            section(host, "package", PACKAGES, "package/deb[*]/**");
        }
        List<String> running = new ArrayList<>();
        for (String service : SERVICES) {
            if (random.nextBoolean()) {
                running.add(service);
                if (often()) {
                    section(host, "env[" + service + "]", VARIABLES, "env[" + service + "]/**");
                }
                if (often()) {
                    section(host, "process[" + service + "]", RUNNING, "process[*]/main/*");
                }
            }
        }
        index(host, running);
        return host;
    }

    private void index(TestHost host, List<String> running) {
        int luck = random.nextInt(10);
        if (luck == 0) {
            host.fell("process", Outcome.FAILED);
        } else if (luck > 1) {
            List<Object> facts = new ArrayList<>();
            for (String service : running) {
                facts.add("service[" + service + "]/namedBy");
                facts.add("systemd");
            }
            host.section("process", facts.toArray());
        }
    }

    private void section(TestHost host, String key, List<String> names, String uncovered) {
        int luck = random.nextInt(12);
        if (luck == 0) {
            host.fell(
                    key,
                    List.of(Outcome.FAILED, Outcome.REFUSED, Outcome.NOT_REQUESTED, Outcome.TIMED_OUT)
                            .get(random.nextInt(4)));
            return;
        }
        Map<String, Object> facts = new TreeMap<>();
        for (String name : names) {
            boolean leafAbove = name.indexOf('/') > 0 && facts.containsKey(name.substring(0, name.indexOf('/')));
            if (often() && !leafAbove) {
                facts.put(name, value(1));
            }
        }
        List<Object> flat = new ArrayList<>();
        facts.forEach((path, value) -> {
            flat.add(path);
            flat.add(value);
        });
        if (luck == 1) {
            host.partial(key, uncovered, flat.toArray());
        } else {
            host.section(key, flat.toArray());
        }
    }

    private boolean often() {
        return random.nextInt(5) > 0;
    }

    /** A value of any kind. */
    public Value value(int depth) {
        int small = random.nextInt(3);
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0, 1 ->
                new Value.Text(List.of("info", "debug", "db.left.example").get(small));
            case 2 -> new Value.Numeric(BigDecimal.valueOf(small));
            case 3 -> new Value.Flag(small == 0);
            case 4 -> new Value.Version("1." + small + ".0", VersionScheme.SEMVER);
            case 5 -> new Value.Size(1024L * small);
            case 6 -> new Value.Time(Duration.ofSeconds(small));
            case 7 -> secret();
            case 8 -> new Value.Withheld("too long");
            case 9 -> new Value.SetOf(List.of(value(0), value(0)));
            case 10 -> new Value.ListOf(List.of(value(0), value(0)));
            default -> secret();
        };
    }

    private Value secret() {
        List<Presence> all = List.of(Presence.values());
        Presence presence = all.get(random.nextInt(all.size()));
        if (presence != Presence.TAGGED) {
            return Value.Secret.of(presence);
        }
        return new Value.Secret(List.of(tag(random.nextInt(2), random.nextInt(2))), presence);
    }

    /** The tag of one of few secrets under one of few keys. */
    public static SecretTag tag(int key, int secret) {
        return new SecretTag("k-000" + key, "AAAAAAAAAAAAAAAAAAAA" + key + secret);
    }
}
