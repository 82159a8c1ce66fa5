package dev.leeway.collector.source;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
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
            for (YamlNode item : node.get().list().items()) {
                environments.add(environment(item, taken));
            }
            NetworkReader.checkApart(node.get(), environments);
        }
        return environments;
    }

    private static Environment environment(YamlNode item, Set<String> taken) throws FormatException {
        if (!(item instanceof YamlMap map)) {
            take(item, item.text(), taken);
            return new Environment(item.text(), List.of());
        }
        map.allowOnly("name", "aliases", "networks");
        String name = map.require("name").text();
        take(map.require("name"), name, taken);
        List<String> aliases = map.texts("aliases");
        for (String alias : aliases) {
            take(map.require("aliases"), alias, taken);
        }
        return new Environment(name, aliases, NetworkReader.networks(map));
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

    /** Canonical service names and their aliases. */
    static SortedMap<String, List<String>> services(YamlMap root) throws FormatException {
        SortedMap<String, List<String>> services = new TreeMap<>();
        Optional<YamlNode> node = root.find("services");
        if (node.isEmpty()) {
            return services;
        }
        YamlMap map = node.get().map();
        Set<String> taken = new HashSet<>();
        map.entries().forEach(entry -> taken.add(entry.key()));
        for (YamlMap.Entry entry : map.entries()) {
            List<String> aliases = map.texts(entry.key());
            for (String alias : aliases) {
                if (!taken.add(alias)) {
                    throw entry.value()
                            .place()
                            .error(
                                    "'" + FormatException.shown(alias) + "' names two services",
                                    "keep it under one of them");
                }
            }
            services.put(entry.key(), aliases);
        }
        return services;
    }
}
