package dev.leeway.collector.source;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.yaml.Faults;
import dev.leeway.schema.yaml.Suggestion;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks the probes that the patterns of a policy name. */
final class PatternProbes {
    /** Probes that are named in the design and that a policy may be written for before there are snapshots of them. */
    static final Set<String> PLANNED = Set.of("connection", "container", "database", "dependency", "host");

    private PatternProbes() {}

    static void check(YamlMap root, Set<String> known) throws FormatException {
        Faults faults = new Faults();
        Set<String> probes = new TreeSet<>(known);
        probes.addAll(PLANNED);
        for (YamlNode item : items(root, "require")) {
            YamlNode match = item instanceof YamlMap map ? map.require("match") : item;
            faults.of(() -> pattern(match, match.text(), probes));
        }
        for (String part : List.of("rules", "waivers")) {
            for (YamlNode item : items(root, part)) {
                Optional<YamlNode> match = item.map().find("match");
                if (match.isPresent()) {
                    for (YamlNode one : match.get() instanceof YamlList list ? list.items() : List.of(match.get())) {
                        faults.of(() -> pattern(one, one.text(), probes));
                    }
                }
                Optional<YamlNode> named = item.map().find("probe");
                if (named.isPresent()) {
                    for (YamlNode one : named.get() instanceof YamlList list ? list.items() : List.of(named.get())) {
                        faults.of(() -> known(one, one.text(), probes));
                    }
                }
            }
        }
        for (YamlNode item : items(root, "invariants")) {
            AssertionReader.read(item.map().require("assert"), (node, word) -> {
                faults.of(() -> pattern(node, word, probes));
                return word;
            });
        }
        faults.tell();
    }

    private static List<? extends YamlNode> items(YamlMap root, String part) throws FormatException {
        Optional<YamlNode> node = root.find(part);
        return node.isEmpty() ? List.of() : node.get().list().items();
    }

    private static void pattern(YamlNode node, String text, Set<String> probes) throws FormatException {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '[') {
            end++;
        }
        String probe = text.substring(0, end);
        if (probe.indexOf('*') < 0) {
            known(node, probe, probes);
        }
    }

    private static void known(YamlNode node, String probe, Set<String> probes) throws FormatException {
        if (!probes.contains(probe)) {
            throw node.place()
                    .error(
                            "no probe is called '" + FormatException.shown(probe) + "'",
                            Suggestion.nextStep(probe, probes));
        }
    }
}
