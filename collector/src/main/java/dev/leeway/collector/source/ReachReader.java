package dev.leeway.collector.source;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Reach;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what rules, waivers and invariants are confined to. */
final class ReachReader {
    private final ListedEnvironments environments;

    ReachReader(ListedEnvironments environments) {
        this.environments = environments;
    }

    /** Of a waiver or invariant. */
    Reach reach(YamlMap map) throws FormatException {
        return new Reach(between(map), texts(map, "role"), texts(map, "probe"), RuleReader.severity(map, "upTo"));
    }

    /** Of a rule, which may be confined by what it expects as well. */
    Reach reach(YamlMap map, Expectation expectation) throws FormatException {
        Reach reach = reach(map);
        Optional<Severity> upTo = reach.upTo();
        boolean tolerant = expectation instanceof Expectation.Any
                || expectation instanceof Expectation.Leeway
                || expectation instanceof Expectation.Lag;
        if (upTo.isPresent() && !tolerant) {
            throw map.require("upTo")
                    .place()
                    .error(
                            "'upTo' confines what is allowed, and this rule allows nothing",
                            "leave it out, or write 'expect: any' or 'leeway: ...'");
        }
        if (expectation instanceof Expectation.Related related) {
            Optional<YamlNode> between = map.find("between");
            if (between.isPresent()) {
                throw between.get().place().error("the relation names its environments already", "leave 'between' out");
            }
            return new Reach(related.assertion().operands(), reach.roles(), reach.probes(), upTo);
        }
        return reach;
    }

    private List<String> between(YamlMap map) throws FormatException {
        List<String> names = new ArrayList<>();
        for (YamlNode item : items(map, "between")) {
            names.add(environments.participant(item));
        }
        return names;
    }

    private static List<String> texts(YamlMap map, String key) throws FormatException {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items(map, key)) {
            String text = item.text();
            if (text.isBlank()) {
                throw item.place().error("'" + key + "' is blank", "name one, or leave it out");
            }
            texts.add(text);
        }
        return texts;
    }

    private static List<? extends YamlNode> items(YamlMap map, String key) {
        Optional<YamlNode> node = map.find(key);
        if (node.isEmpty()) {
            return List.of();
        }
        return node.get() instanceof YamlList list ? list.items() : List.of(node.get());
    }
}
