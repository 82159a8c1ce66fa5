package dev.leeway.collector.source;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.yaml.Faults;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the parts of a policy that say what things are called. */
final class EnvironmentReader {
    private EnvironmentReader() {}

    /** The environments in promotion order; a plain name, or a name with aliases and networks. */
    static List<Environment> environments(YamlMap root) throws FormatException {
        List<Environment> environments = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        Optional<YamlNode> node = root.find("environments");
        if (node.isPresent()) {
            Faults faults = new Faults();
            for (YamlNode item : node.get().list().items()) {
                faults.of(() -> environments.add(environment(item, taken)));
            }
            faults.tell();
            NetworkReader.checkApart(node.get(), environments);
            checkWords(node.get(), environments);
        }
        return environments;
    }

    private static Environment environment(YamlNode item, Set<String> taken) throws FormatException {
        if (!(item instanceof YamlMap map)) {
            take(item, item.text(), taken);
            return new Environment(item.text(), List.of());
        }
        map.allowOnly("name", "aliases", "networks", "words");
        String name = map.require("name").text();
        take(map.require("name"), name, taken);
        List<String> aliases = map.texts("aliases");
        for (String alias : aliases) {
            take(map.require("aliases"), alias, taken);
        }
        return new Environment(name, aliases, NetworkReader.networks(map), words(map));
    }

    /** Only whole words of letters and digits are looked for in values. */
    private static List<String> words(YamlMap map) throws FormatException {
        List<String> words = map.texts("words");
        for (String word : words) {
            if (word.isEmpty() || !word.chars().allMatch(Character::isLetterOrDigit)) {
                throw map.require("words")
                        .place()
                        .error(
                                "'" + FormatException.shown(word) + "' is no single word",
                                "write words of letters and digits, as they stand between the dots and dashes of values");
            }
        }
        return words;
    }

    /** What is a name of one environment means no other. */
    private static void checkWords(YamlNode node, List<Environment> environments) throws FormatException {
        for (Environment environment : environments) {
            for (String word : environment.words()) {
                for (Environment other : environments) {
                    boolean names = other.name().equalsIgnoreCase(word)
                            || other.aliases().stream().anyMatch(word::equalsIgnoreCase)
                            || other.words().stream().anyMatch(word::equalsIgnoreCase);
                    if (names && !other.name().equals(environment.name())) {
                        throw node.place()
                                .error(
                                        "'" + FormatException.shown(word) + "' means " + environment.name() + " and "
                                                + other.name(),
                                        "keep it under one of them");
                    }
                }
            }
        }
    }

    private static void take(YamlNode node, String name, Set<String> taken) throws FormatException {
        if (name.isBlank() || name.equals("*") || name.equals("non-prod")) {
            throw node.place()
                    .error("'" + FormatException.shown(name) + "' cannot name an environment", "choose another name");
        }
        if (!taken.add(name.toLowerCase(Locale.ROOT))) {
            throw node.place()
                    .error(
                            "two environments called '" + FormatException.shown(name) + "'",
                            "give every environment names of its own");
        }
    }

    /** Canonical service names and their aliases, of several files together. */
    static SortedMap<String, List<String>> services(List<YamlMap> roots) throws FormatException {
        SortedMap<String, List<String>> services = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        for (YamlMap root : roots) {
            Optional<YamlNode> node = root.find("services");
            if (node.isPresent()) {
                for (YamlMap.Entry entry : node.get().map().entries()) {
                    // A service may stand in several files, and is no other's name in any.
                    taken.add(entry.key());
                    services.putIfAbsent(entry.key(), List.of());
                }
            }
        }
        for (YamlMap root : roots) {
            Optional<YamlNode> node = root.find("services");
            if (node.isPresent()) {
                add(node.get().map(), taken, services);
            }
        }
        return services;
    }

    private static void add(YamlMap map, Set<String> taken, SortedMap<String, List<String>> services)
            throws FormatException {
        for (YamlMap.Entry entry : map.entries()) {
            List<String> aliases = map.texts(entry.key());
            for (String alias : aliases) {
                if (!taken.add(alias)) {
                    throw twice(entry, alias);
                }
            }
            List<String> all = new ArrayList<>(services.getOrDefault(entry.key(), List.of()));
            all.addAll(aliases);
            services.put(entry.key(), all);
        }
    }

    private static FormatException twice(YamlMap.Entry entry, String name) {
        return entry.value()
                .place()
                .error("'" + FormatException.shown(name) + "' names two services", "keep it under one of them");
    }
}
