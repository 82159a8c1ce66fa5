package dev.leeway.collector.source;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.policy.Reach;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.ValueClass;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.yaml.Suggestion;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Reads the rules and waivers of a policy. */
final class RuleReader {
    private static final Pattern DRIFT = Pattern.compile("[0-9a-f]{4,15}");
    private static final AddressPattern EVERYTHING = AddressPattern.parse("**");

    private final IntFunction<Origin> origins;
    private final ExpectationReader expectations;
    private final ReachReader reaches;

    /** Reads rules and waivers whose places, by their lines, are {@code origins}. */
    RuleReader(IntFunction<Origin> origins, ListedEnvironments environments) {
        this.origins = origins;
        this.expectations = new ExpectationReader(environments);
        this.reaches = new ReachReader(environments);
    }

    List<Rule> rules(YamlMap root) throws FormatException {
        List<Rule> rules = new ArrayList<>();
        Optional<YamlNode> node = root.find("rules");
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                add(rules, item.map());
            }
        }
        return rules;
    }

    /** Several patterns in one place are as many rules that say the same. */
    private void add(List<Rule> rules, YamlMap map) throws FormatException {
        map.allowOnly(
                "match",
                "expect",
                "leeway",
                "atLeast",
                "severity",
                "between",
                "role",
                "probe",
                "upTo",
                "of",
                "because");
        Expectation expectation = expectations.expectation(map);
        Optional<Severity> severity = severity(map);
        Reach reach = reaches.reach(map, expectation);
        Optional<ValueClass> of = valueClass(map);
        Optional<String> because = map.text("because");
        if (!map.has("match") && !reach.probes().isEmpty()) {
            Origin origin = origins.apply(map.place().line());
            rules.add(new Rule(EVERYTHING, expectation, severity, reach, of, because, origin));
            return;
        }
        YamlNode match = map.require("match");
        for (YamlNode item : match instanceof YamlList list ? list.items() : List.of(match)) {
            Origin origin = origins.apply(item.place().line());
            rules.add(new Rule(pattern(item), expectation, severity, reach, of, because, origin));
        }
    }

    List<Waiver> waivers(YamlMap root) throws FormatException {
        List<Waiver> waivers = new ArrayList<>();
        Optional<YamlNode> node = root.find("waivers");
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                waivers.add(waiver(item.map()));
            }
        }
        return waivers;
    }

    private Waiver waiver(YamlMap map) throws FormatException {
        map.allowOnly("match", "drift", "between", "role", "probe", "upTo", "because", "owner", "until");
        Optional<String> drift = drift(map);
        Optional<YamlNode> match = map.find("match");
        Reach reach = reaches.reach(map);
        if (match.isEmpty() && drift.isEmpty() && reach.probes().isEmpty()) {
            throw map.place().error("a waiver of nothing", "add 'match: ...' or 'drift: ...'");
        }
        return new Waiver(
                match.isPresent() ? pattern(match.get()) : EVERYTHING,
                drift,
                reach,
                said(map, "because", "say why the drift is accepted"),
                said(map, "owner", "say who answers for it"),
                until(map.require("until")),
                origins.apply(map.place().line()));
    }

    private static String said(YamlMap map, String key, String nextStep) throws FormatException {
        YamlNode node = map.require(key);
        String text = node.text();
        if (text.isBlank()) {
            throw node.place().error("'" + key + "' is blank", nextStep);
        }
        return text;
    }

    private static Optional<String> drift(YamlMap map) throws FormatException {
        Optional<YamlNode> node = map.find("drift");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        String id = node.get().text();
        if (!DRIFT.matcher(id).matches()) {
            throw node.get()
                    .place()
                    .error("not the id of a drift", "copy at least four of its hexadecimal digits from a report");
        }
        return Optional.of(id);
    }

    private static LocalDate until(YamlNode node) throws FormatException {
        try {
            return LocalDate.parse(node.text());
        } catch (DateTimeException e) {
            throw node.place()
                    .error(
                            "'" + FormatException.shown(node.text()) + "' is not a date",
                            "write the last day it holds as YYYY-MM-DD");
        }
    }

    static AddressPattern pattern(YamlNode node) throws FormatException {
        try {
            return AddressPattern.parse(node.text());
        } catch (IllegalArgumentException e) {
            throw node.place()
                    .error(String.valueOf(e.getMessage()), "write a pattern such as env[*]/LOG_LEVEL or package/**");
        }
    }

    static Optional<Severity> severity(YamlMap map) throws FormatException {
        return severity(map, "severity");
    }

    static Optional<Severity> severity(YamlMap map, String key) throws FormatException {
        Optional<YamlNode> node = map.find(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        Optional<Severity> severity = Severity.of(node.get().text());
        if (severity.isEmpty()) {
            throw unknown(
                    node.get(),
                    "severity",
                    Arrays.stream(Severity.values()).map(Severity::text).toList());
        }
        return severity;
    }

    private static Optional<ValueClass> valueClass(YamlMap map) throws FormatException {
        Optional<YamlNode> node = map.find("of");
        if (node.isEmpty()) {
            return Optional.empty();
        }
        Optional<ValueClass> of = ValueClass.of(node.get().text());
        if (of.isEmpty()) {
            throw unknown(
                    node.get(),
                    "class of values",
                    Arrays.stream(ValueClass.values()).map(ValueClass::text).toList());
        }
        return of;
    }

    static FormatException unknown(YamlNode node, String what, List<String> known) throws FormatException {
        String word = node.text();
        return node.place()
                .error("unknown " + what + " '" + FormatException.shown(word) + "'", Suggestion.nextStep(word, known));
    }
}
