package dev.leeway.collector.ranking;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Changes facts of a scene at one place, and keeps in mind at which addresses. */
final class Planting {
    private final Scene scene;
    private final Random random;
    /** Each with its environment, and a space between. */
    private final Set<String> places = new TreeSet<>();

    private String environment = "prod";
    /** Whether one host alone is changed, where there are several. */
    private boolean alone;

    private int chosen;

    Planting(Scene scene, Random random) {
        this.scene = scene;
        this.random = random;
    }

    /** Half the faults are in all of production, a quarter in staging, a quarter on one of production's hosts. */
    Planting anywhere() {
        int luck = random.nextInt(4);
        return luck == 0 ? in("staging") : luck == 1 ? onOneHost() : in("prod");
    }

    /** Staging or production as a whole. */
    Planting inEither() {
        return in(random.nextBoolean() ? "staging" : "prod");
    }

    Planting in(String where) {
        environment = where;
        alone = false;
        return this;
    }

    Planting onOneHost() {
        environment = "prod";
        alone = true;
        chosen = random.nextInt(1000);
        return this;
    }

    String environment() {
        return environment;
    }

    private List<SceneHost> hosts(String section) {
        List<SceneHost> all = scene.with(environment, section);
        return alone && all.size() > 1 ? List.of(all.get(chosen % all.size())) : all;
    }

    Planting set(String section, String path, Object value) {
        places.add(environment + " " + section + "/" + path);
        for (SceneHost host : hosts(section)) {
            host.of(section).put(path, TestHost.value(value));
        }
        return this;
    }

    Planting set(String section, String path, String version, VersionScheme scheme) {
        return set(section, path, Scene.version(version, scheme));
    }

    /** Takes away a fact with everything below it. */
    Planting drop(String section, String path) {
        for (SceneHost host : hosts(section)) {
            SortedMap<String, Value> facts = host.of(section);
            List<String> gone = facts.keySet().stream()
                    .filter(each -> each.equals(path) || each.startsWith(path + "/"))
                    .toList();
            gone.forEach(each -> places.add(environment + " " + section + "/" + each));
            facts.keySet().removeAll(gone);
        }
        return this;
    }

    /** What another environment has there. */
    Planting as(String other, String section, String path) {
        Value value = scene.with(other, section)
                .get(0)
                .find(section, path)
                .orElseThrow(() -> new IllegalArgumentException("no " + section + "/" + path + " in " + other));
        return set(section, path, value);
    }

    /** Adds an address under which the fault may as well be told. */
    Planting toldBy(String address) {
        places.add(environment + " " + address);
        return this;
    }

    String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** So many different ones of {@code choices}. */
    List<String> some(int count, List<String> choices) {
        List<String> left = new ArrayList<>(choices);
        List<String> some = new ArrayList<>();
        while (some.size() < count && !left.isEmpty()) {
            some.add(left.remove(random.nextInt(left.size())));
        }
        return some;
    }

    Scene scene() {
        return scene;
    }

    Random random() {
        return random;
    }

    /** Where something was changed: environment and address, a space between. */
    Set<String> places() {
        return places;
    }
}
