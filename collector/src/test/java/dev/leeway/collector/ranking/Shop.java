package dev.leeway.collector.ranking;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A shop in three environments that differ in nothing but what has to differ: from snapshots the agent made, with what
 * those lack of settings, libraries, certificates and commits.
 */
final class Shop {
    private static final Path SAMPLES = Path.of("..", "samples");
    /** Services of the snapshots, to what they are called here. */
    private static final Map<String, String> CONTAINER = Map.of("shop-web", "shop-front");

    static final List<String> LIBRARIES = List.of(
            "org.springframework:spring-core",
            "org.springframework:spring-web",
            "org.springframework:spring-context",
            "org.springframework:spring-jdbc",
            "com.fasterxml.jackson.core:jackson-core",
            "com.fasterxml.jackson.core:jackson-databind",
            "com.fasterxml.jackson.core:jackson-annotations",
            "org.slf4j:slf4j-api",
            "ch.qos.logback:logback-classic",
            "org.postgresql:postgresql",
            "com.zaxxer:HikariCP",
            "org.apache.commons:commons-lang3",
            "com.google.guava:guava",
            "org.hibernate.orm:hibernate-core",
            "io.micrometer:micrometer-core");

    private Shop() {}

    static Scene sound() {
        SceneHost web = new SceneHost("web", "", "web").from(sample("environments/prod/web-01.json"));
        SceneHost worker = new SceneHost("worker", "", "worker").from(sample("environments/prod/worker-01.json"));
        SceneHost recommend =
                new SceneHost("recommend", "", "worker").from(sample("incidents/01-works-on-my-machine/prod.json"));
        SceneHost orders =
                new SceneHost("orders", "", "orders").from(sample("incidents/03-json-only-in-production/prod.json"));
        SceneHost front =
                new SceneHost("front", "", "front").from(sample("incidents/10-compose-says-otherwise/staging.json"));
        renamed(front, CONTAINER);
        merge(worker, recommend);
        for (SceneHost each : List.of(worker, orders, front)) {
            each.sections.put("os", new TreeMap<>(web.of("os")));
            each.sections.put("jdk", new TreeMap<>(web.of("jdk")));
        }
        WebFacts.addTo(web);
        WebFacts.addCommitTo(worker);
        Scene scene = new Scene();
        add(scene, "dev", "dev-", web, worker, orders, front);
        add(scene, "staging", "stg-", web, web, worker, orders, front);
        add(scene, "prod", "", web, web, web, worker, worker, orders, front, front);
        return scene;
    }

    private static Snapshot sample(String file) {
        Path path = SAMPLES.resolve(file);
        try (InputStream in = Files.newInputStream(path)) {
            return SnapshotJson.read(in, path.toString());
        } catch (IOException | FormatException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static void renamed(SceneHost host, Map<String, String> names) {
        SortedMap<String, SortedMap<String, Value>> sections = new TreeMap<>();
        host.sections.forEach((key, facts) -> {
            SortedMap<String, Value> renamed = new TreeMap<>();
            facts.forEach((path, value) -> renamed.put(renamed(path, names), value));
            sections.put(renamed(key, names), renamed);
        });
        host.sections.clear();
        host.sections.putAll(sections);
    }

    private static String renamed(String text, Map<String, String> names) {
        String renamed = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            renamed = renamed.replace("[" + name.getKey() + "]", "[" + name.getValue() + "]");
        }
        return renamed;
    }

    private static void merge(SceneHost host, SceneHost other) {
        other.sections.forEach((key, facts) -> {
            if (!List.of("os", "jdk", "package").contains(key)) {
                host.of(key).putAll(facts);
            }
        });
    }

    private static void add(Scene scene, String environment, String prefix, SceneHost... hosts) {
        Map<String, Integer> numbers = new TreeMap<>();
        for (SceneHost host : hosts) {
            int number = numbers.merge(host.role, 1, Integer::sum);
            SceneHost copy = host.copy(prefix + host.role + "-0" + number, environment);
            copy.sections.forEach((section, facts) ->
                    facts.replaceAll((path, value) -> WebFacts.own(environment, section + "/" + path, value)));
            scene.hosts.add(copy);
        }
    }

    /** Adds facts to a section. */
    static void put(SceneHost host, String section, Object... facts) {
        for (int i = 0; i < facts.length; i += 2) {
            host.of(section).put((String) facts[i], TestHost.value(facts[i + 1]));
        }
    }

    static Value of(String version, VersionScheme scheme) {
        return Scene.version(version, scheme);
    }
}
