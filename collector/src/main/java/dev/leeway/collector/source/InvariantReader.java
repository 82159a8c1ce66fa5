package dev.leeway.collector.source;

import dev.leeway.collector.judge.FactOperand;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Assertion;
import dev.leeway.schema.policy.Invariant;
import dev.leeway.schema.yaml.Faults;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the invariants of a policy. */
final class InvariantReader {
    private static final int LONGEST_NAME = 100;

    private final ReachReader reaches;
    private final List<Invariant> invariants = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    InvariantReader(ListedEnvironments environments) {
        this.reaches = new ReachReader(environments);
    }

    /** Those of all files that were added. */
    List<Invariant> invariants() {
        return List.copyOf(invariants);
    }

    /** Adds those of one file. */
    void add(PolicyParts.Part part, Faults faults) throws FormatException {
        Optional<YamlNode> node = part.root().find("invariants");
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                faults.of(() -> add(item, part));
            }
        }
    }

    private void add(YamlNode item, PolicyParts.Part part) throws FormatException {
        Invariant invariant = invariant(item.map(), part);
        if (!taken.add(invariant.name())) {
            throw item.place()
                    .error(
                            "two invariants called '" + FormatException.shown(invariant.name()) + "'",
                            "give each a name of its own");
        }
        invariants.add(invariant);
    }

    private Invariant invariant(YamlMap map, PolicyParts.Part part) throws FormatException {
        map.allowOnly("name", "assert", "between", "role", "severity", "because");
        YamlNode name = map.require("name");
        if (name.text().isBlank() || name.text().length() > LONGEST_NAME) {
            throw name.place().error("not a name", "say in a few words what holds, such as heap-fits-container");
        }
        YamlNode asserted = map.require("assert");
        Assertion assertion = AssertionReader.read(asserted, InvariantReader::operand);
        if (assertion.left().stream().allMatch(term -> term.operand().isEmpty())) {
            throw asserted.place()
                    .error(
                            "no fact on the left side",
                            "put the fact first that a drift is to be told of, as in"
                                    + " 'process[*]/jvm/heap/max <= 0.8 * container[*]/limit/memory'");
        }
        return new Invariant(
                name.text(),
                assertion,
                RuleReader.severity(map),
                reaches.reach(map),
                map.text("because"),
                part.origin(map.place().line()));
    }

    private static String operand(YamlNode node, String word) throws FormatException {
        try {
            return FactOperand.parse(word).pattern().text();
        } catch (IllegalArgumentException e) {
            throw node.place()
                    .error(
                            String.valueOf(e.getMessage()),
                            "write facts as process[*]/jvm/heap/max, where the first [*] of each is one key, with"
                                    + " blanks around every sign");
        }
    }
}
