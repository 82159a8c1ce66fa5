package dev.leeway.collector.judge;

import dev.leeway.collector.align.Crowd;
import dev.leeway.collector.align.Fleet;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the settings of services lead, as their hosts tell it: findings no longer tell one secret from another, and say nothing of what
 * environments have in common.
 */
public final class Destinations {
    private static final String ENGINE = "engine";
    private static final Set<String> TELLING = Set.of("target", "host", "store", "address", "port", "database", ENGINE);

    private final Map<Place, SortedMap<String, SortedMap<String, Value>>> endpoints = new HashMap<>();

    private record Place(String environment, String service) {}

    /**
     * Equal for settings of one service that are known to lead to one place.
     *
     * @param told values by environment, section and aspect, with their tags
     * @param own the setting, where something is withheld that nothing can be held against; else empty
     */
    public record Destination(SortedMap<String, Value> told, String own) {}

    private Destinations() {}

    /** Of all services of {@code fleet}. */
    public static Destinations of(Fleet fleet) {
        Destinations destinations = new Destinations();
        for (int environment = 0; environment < fleet.environments().size(); environment++) {
            Set<String> told = new HashSet<>();
            for (Crowd crowd : fleet.crowds(environment)) {
                for (Section section : crowd.sections().values()) {
                    // What hosts see alike leads to one place, however many they are.
                    boolean fresh = section.key().probe().equals("connection") && told.add(section.id());
                    if (fresh) {
                        String service =
                                fleet.canonical(section.key()).subject().orElse("");
                        Place place = new Place(fleet.environments().name(environment), service);
                        destinations.add(place, section);
                    }
                }
            }
        }
        return destinations;
    }

    private void add(Place place, Section section) {
        Facts facts = section.facts();
        for (int i = 0; i < facts.size(); i++) {
            String path = facts.path(i);
            String aspect = path.substring(path.lastIndexOf('/') + 1);
            if (path.startsWith("endpoint[") && TELLING.contains(aspect)) {
                String key = FactPath.parse(path).segments().get(0).key().orElse("");
                endpoints
                        .computeIfAbsent(place, unused -> new TreeMap<>())
                        .computeIfAbsent(key, unused -> new TreeMap<>())
                        .put(section.id() + "\0" + section.key().text() + "\0" + aspect, facts.value(i));
            }
        }
    }

    /** Where {@code key} of a service leads in each of {@code environments}; of another setting equal only where all of it is known to be. */
    public Destination of(String service, String key, Iterable<String> environments) {
        SortedMap<String, Value> told = new TreeMap<>();
        boolean withheld = false;
        for (String environment : environments) {
            for (Map.Entry<String, Value> each :
                    in(environment, service).getOrDefault(key, new TreeMap<>()).entrySet()) {
                told.put(environment + "\0" + each.getKey(), each.getValue());
                withheld |= !isTold(each.getValue());
            }
        }
        return new Destination(told, withheld || told.isEmpty() ? key : "");
    }

    /** The engines of all that a service leads to or opens in an environment. */
    public Set<String> engines(String service, String environment) {
        Set<String> engines = new TreeSet<>();
        in(environment, service)
                .values()
                .forEach(aspects -> aspects.forEach((aspect, value) -> {
                    if (aspect.endsWith("\0" + ENGINE)) {
                        engines.add(value.display());
                    }
                }));
        return engines;
    }

    private SortedMap<String, SortedMap<String, Value>> in(String environment, String service) {
        return endpoints.getOrDefault(new Place(environment, service), new TreeMap<>());
    }

    /** Whether equal values are known to be the same: of a secret without a tag nobody knows. */
    private static boolean isTold(Value value) {
        if (value instanceof Value.Secret secret) {
            return !secret.tags().isEmpty();
        }
        if (value instanceof Value.SetOf set) {
            return set.members().stream().allMatch(Destinations::isTold);
        }
        if (value instanceof Value.ListOf list) {
            return list.members().stream().allMatch(Destinations::isTold);
        }
        return !(value instanceof Value.Withheld);
    }
}
