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
import dev.leeway.schema.yaml.Faults;
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

    private static final List<String> RULE_KEYS = List.of(
            "match", "expect", "leeway", "atLeast", "severity", "between", "role", "probe", "upTo", "of", "because");

    private static final List<String> WAIVER_KEYS =
            List.of("match", "drift", "between", "role", "probe", "upTo", "because", "owner", "until");

    private final IntFunction<Origin> origins;
    private final ExpectationReader expectations;
    private final ReachReader reaches;

    /** Reads rules and waivers whose places, by their lines, are {@code origins}. */
    RuleReader(IntFunction<Origin> origins, ListedEnvironments environments) {
        this.origins = origins;
        this.expectations = new ExpectationReader(environments);
        this.reaches = new ReachReader(environments);
    }

    /** The rules; what is wrong with one is kept in {@code faults}. */
    List<Rule> rules(YamlMap root, Faults faults) throws FormatException {
        List<Rule> rules = new ArrayList<>();
        Optional<YamlNode> node = root.find("rules");
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                faults.of(() -> add(rules, item.map()));
            }
        }
        return rules;
    }

    /** Several patterns in one place are as many rules that say the same. */
    private void add(List<Rule> rules, YamlMap map) throws FormatException {
        Faults faults = known(map, RULE_KEYS);
        Expectation expectation = faults.or(new Expectation.Any(), () -> expectations.expectation(map));
        boolean expected = faults.count() == 0;
        Optional<Severity> severity = faults.or(Optional.empty(), () -> severity(map));
        Reach reach =
                faults.or(Reach.EVERYTHING, () -> expected ? reaches.reach(map, expectation) : reaches.reach(map));
        Optional<ValueClass> of = faults.or(Optional.empty(), () -> valueClass(map));
        Optional<String> because = faults.or(Optional.empty(), () -> map.text("because"));
        if (!map.has("match") && map.has("probe")) {
            faults.tell();
            if (!reach.probes().isEmpty()) {
                Origin origin = origins.apply(map.place().line());
                rules.add(new Rule(EVERYTHING, expectation, severity, reach, of, because, origin));
                return;
            }
        }
        List<? extends YamlNode> matches = faults.or(List.of(), () -> {
            YamlNode match = map.require("match");
            return match instanceof YamlList list ? list.items() : List.of(match);
        });
        List<Rule> read = new ArrayList<>();
        for (YamlNode item : matches) {
            Origin origin = origins.apply(item.place().line());
            faults.of(() -> read.add(new Rule(pattern(item), expectation, severity, reach, of, because, origin)));
        }
        faults.tell();
        rules.addAll(read);
    }

    /** A key that nobody knows is told alone: what seems to be missing besides may be what it was meant for. */
    private static Faults known(YamlMap map, List<String> keys) throws FormatException {
        Faults faults = new Faults();
        faults.unknownKeys(map, keys);
        faults.tell();
        return faults;
    }

    /** The waivers; what is wrong with one is kept in {@code faults}. */
    List<Waiver> waivers(YamlMap root, Faults faults) throws FormatException {
        List<Waiver> waivers = new ArrayList<>();
        Optional<YamlNode> node = root.find("waivers");
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                faults.of(() -> waivers.add(waiver(item.map())));
            }
        }
        return waivers;
    }

    private Waiver waiver(YamlMap map) throws FormatException {
        Faults faults = known(map, WAIVER_KEYS);
        Optional<String> drift = faults.or(Optional.empty(), () -> drift(map));
        Optional<YamlNode> match = map.find("match");
        int before = faults.count();
        Reach reach = faults.or(Reach.EVERYTHING, () -> reaches.reach(map));
        boolean probed = !reach.probes().isEmpty() || faults.count() > before;
        if (match.isEmpty() && !map.has("drift") && !probed) {
            faults.add(map.place().error("a waiver of nothing", "add 'match: ...' or 'drift: ...'"));
        }
        AddressPattern pattern = faults.or(EVERYTHING, () -> match.isPresent() ? pattern(match.get()) : EVERYTHING);
        String because = faults.or("-", () -> said(map, "because", "say why the drift is accepted"));
        String owner = faults.or("-", () -> said(map, "owner", "say who answers for it"));
        LocalDate until = faults.or(LocalDate.EPOCH, () -> until(map.require("until")));
        faults.tell();
        Origin origin = origins.apply(map.place().line());
        return new Waiver(pattern, drift, reach, because, owner, until, origin);
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
