package dev.leeway.collector.source;

import dev.leeway.schema.json.FormatException;
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

/** Reads what a rule expects. */
final class ExpectationReader {
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,4})d");
    private static final List<String> WORDS = List.of("same", "different", "any", "absent", "present", "forward");

    private ExpectationReader() {}

    static Expectation expectation(YamlMap rule) throws FormatException {
        Optional<YamlNode> expect = rule.find("expect");
        Optional<YamlNode> leeway = rule.find("leeway");
        if (expect.isPresent() == leeway.isPresent()) {
            throw rule.place()
                    .error(
                            expect.isPresent() ? "both 'expect' and 'leeway'" : "a rule that expects nothing",
                            "write either 'expect: same' or the like, or 'leeway: patch'");
        }
        return expect.isPresent() ? word(expect.get()) : leeway(leeway.orElseThrow());
    }

    private static Expectation word(YamlNode node) throws FormatException {
        return switch (node.text()) {
            case "same" -> new Expectation.Same();
            case "different" -> new Expectation.Different();
            case "any" -> new Expectation.Any();
            case "absent" -> new Expectation.Absent();
            case "present" -> new Expectation.Present();
            case "forward" -> new Expectation.Forward();
            default -> throw RuleReader.unknown(node, "expectation", WORDS);
        };
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
