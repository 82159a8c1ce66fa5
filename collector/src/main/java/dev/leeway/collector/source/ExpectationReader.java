package dev.leeway.collector.source;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Assertion;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a rule expects. */
final class ExpectationReader {
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,4})d");
    private static final List<String> WORDS =
            List.of("same", "different", "any", "absent", "present", "forward", "unique");
    private static final int SIDES = 2;

    private final ListedEnvironments environments;

    ExpectationReader(ListedEnvironments environments) {
        this.environments = environments;
    }

    Expectation expectation(YamlMap rule) throws FormatException {
        Optional<YamlNode> expect = rule.find("expect");
        Optional<YamlNode> leeway = rule.find("leeway");
        Optional<YamlNode> atLeast = rule.find("atLeast");
        long said =
                Stream.of(expect, leeway, atLeast).filter(Optional::isPresent).count();
        if (said != 1) {
            throw rule.place()
                    .error(
                            said == 0
                                    ? "a rule that expects nothing"
                                    : "more than one of 'expect', 'leeway', 'atLeast'",
                            "write either 'expect: same' or the like, 'leeway: patch', or 'atLeast: medium'");
        }
        if (atLeast.isPresent()) {
            return new Expectation.Graver(severity(atLeast.get()));
        }
        return expect.isPresent() ? expected(expect.get()) : leeway(leeway.orElseThrow());
    }

    private Expectation expected(YamlNode node) throws FormatException {
        if (node instanceof YamlMap map) {
            return ValueExpectationReader.read(map);
        }
        return switch (node.text()) {
            case "same" -> new Expectation.Same();
            case "different" -> new Expectation.Different();
            case "any" -> new Expectation.Any();
            case "absent" -> new Expectation.Absent();
            case "present" -> new Expectation.Present();
            case "forward" -> new Expectation.Forward();
            case "unique" -> new Expectation.Unique();
            default -> {
                if (AssertionReader.looksLikeOne(node.text())) {
                    yield related(node);
                }
                throw RuleReader.unknown(node, "expectation", WORDS);
            }
        };
    }

    private Expectation related(YamlNode node) throws FormatException {
        Assertion assertion = AssertionReader.read(node, environments::canonical);
        if (assertion.operands().size() != SIDES) {
            throw node.place()
                    .error(
                            "a relation is between two environments, and this names "
                                    + assertion.operands().size(),
                            "write it as in 'prod >= 2 * staging'; for one environment, 'expect: {min: 2}'");
        }
        return new Expectation.Related(assertion);
    }

    private static Severity severity(YamlNode node) throws FormatException {
        Optional<Severity> severity = Severity.of(node.text());
        if (severity.isEmpty()) {
            throw RuleReader.unknown(
                    node,
                    "severity",
                    Arrays.stream(Severity.values()).map(Severity::text).toList());
        }
        return severity.get();
    }

    private static Expectation leeway(YamlNode node) throws FormatException {
        Optional<Distance> distance = Distance.of(node.text());
        if (distance.isPresent()) {
            return new Expectation.Leeway(distance.get());
        }
        Matcher days = DAYS.matcher(node.text());
        if (days.matches()) {
            return new Expectation.Lag(Integer.parseInt(days.group(1)));
        }
        List<String> known = new ArrayList<>(
                Arrays.stream(Distance.values()).map(Distance::text).toList());
        known.add("7d");
        throw RuleReader.unknown(node, "leeway", known);
    }
}
