package dev.leeway.collector.policy;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.yaml.Suggestion;
import dev.leeway.schema.yaml.YamlList;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import dev.leeway.schema.yaml.YamlReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads tests of a policy. */
public final class PolicyCases {
    private final Policy policy;
    private final Catalogue catalogue;

    private PolicyCases(Policy policy, Catalogue catalogue) {
        this.policy = policy;
        this.catalogue = catalogue;
    }

    /**
     * What a file of tests says beside its cases.
     *
     * @param policy the policy it is for, as written; empty where it leaves that to its reader
     * @param asOf the moment its cases speak of, where it says one
     */
    public record Head(Optional<String> policy, Optional<Instant> asOf) {}

    /**
     * The head of a file of tests.
     *
     * @throws FormatException naming the place of what is not as the documentation says
     */
    public static Head head(String yaml, String name) throws FormatException {
        YamlMap root = YamlReader.read(yaml, name).map();
        root.allowOnly("policy", "asOf", "tests");
        Optional<YamlNode> asOf = root.find("asOf");
        return new Head(root.text("policy"), asOf.isEmpty() ? Optional.empty() : Optional.of(moment(asOf.get())));
    }

    private static Instant moment(YamlNode node) throws FormatException {
        try {
            return node.text().indexOf('T') < 0
                    ? LocalDate.parse(node.text()).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(node.text());
        } catch (DateTimeException e) {
            throw node.place()
                    .error(
                            "'" + FormatException.shown(node.text()) + "' is not a moment",
                            "write 2026-11-20, or 2026-11-20T02:00:00Z");
        }
    }

    /**
     * The cases in the order written, one or more.
     *
     * @param policy they are judged by; the environments they name are its own
     * @throws FormatException naming the place of what is not as the documentation says
     */
    public static List<PolicyCase> read(String yaml, String name, Policy policy, Catalogue catalogue)
            throws FormatException {
        YamlMap root = YamlReader.read(yaml, name).map();
        PolicyCases reader = new PolicyCases(policy, catalogue);
        List<PolicyCase> cases = new ArrayList<>();
        for (YamlNode item : root.require("tests").list().items()) {
            cases.add(reader.oneCase(item.map()));
        }
        if (cases.isEmpty()) {
            throw root.place().error("no test", "add one under 'tests'");
        }
        return cases;
    }

    private PolicyCase oneCase(YamlMap map) throws FormatException {
        map.allowOnly("name", "facts", "snapshots", "expect", "nothingElse", "verdict");
        Optional<YamlNode> facts = map.find("facts");
        Optional<String> snapshots = map.text("snapshots");
        if (facts.isPresent() == snapshots.isPresent()) {
            throw map.place()
                    .error(
                            facts.isPresent() ? "both 'facts' and 'snapshots'" : "neither 'facts' nor 'snapshots'",
                            "say what is compared: facts by environment, or a directory of snapshots");
        }
        List<PolicyCase.CaseHost> hosts = new ArrayList<>();
        if (facts.isPresent()) {
            for (YamlMap.Entry entry : facts.get().map().entries()) {
                String environment = environment(entry.key(), entry);
                for (YamlNode host : entry.value() instanceof YamlList list ? list.items() : List.of(entry.value())) {
                    hosts.add(host(environment, host.map()));
                }
            }
        }
        List<PolicyCase.Expected> expected = new ArrayList<>();
        Optional<YamlNode> expect = map.find("expect");
        if (expect.isPresent()) {
            for (YamlNode item : expect.get() instanceof YamlList list ? list.items() : List.of(expect.get())) {
                expected.add(expected(item.map()));
            }
        }
        boolean nothingElse = map.flag("nothingElse", false);
        Optional<Verdict> verdict = word(map, "verdict", Verdict::of, texts(Verdict.values(), Verdict::text));
        if (expected.isEmpty() && !nothingElse && verdict.isEmpty()) {
            throw map.place().error("a test that expects nothing", "add 'expect', 'verdict' or 'nothingElse: true'");
        }
        return new PolicyCase(
                map.require("name").text(), map.place(), hosts, snapshots, expected, nothingElse, verdict);
    }

    private String environment(String name, YamlMap.Entry entry) throws FormatException {
        String canonical = Environments.canonical(policy, name);
        if (!Environments.listed(policy, canonical)) {
            List<String> listed =
                    policy.environments().stream().map(Environment::name).toList();
            throw entry.keyPlace()
                    .error(
                            "the policy lists no environment '" + FormatException.shown(name) + "'",
                            Suggestion.nextStep(name, listed));
        }
        return canonical;
    }

    private PolicyCase.CaseHost host(String environment, YamlMap map) throws FormatException {
        Map<Address, Value> facts = new LinkedHashMap<>();
        Map<SectionKey, Outcome> unseen = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            try {
                if (entry.key().indexOf('/') < 0) {
                    unseen.put(SectionKey.parse(entry.key()), outcome(entry.value()));
                } else {
                    Address address = Address.parse(entry.key());
                    facts.put(address, CaseValues.value(entry.value(), catalogue.entry(address)));
                }
            } catch (IllegalArgumentException e) {
                throw entry.keyPlace()
                        .error(
                                "'" + FormatException.shown(entry.key()) + "' is no address",
                                "write a fact as env[shop-web]/LOG_LEVEL, or a section as env[shop-web]");
            }
        }
        return new PolicyCase.CaseHost(environment, facts, unseen);
    }

    private static Outcome outcome(YamlNode node) throws FormatException {
        List<String> known = texts(Outcome.values(), Outcome::text);
        Optional<Outcome> outcome = Arrays.stream(Outcome.values())
                .filter(each -> each.text().equals(textOf(node)))
                .findFirst();
        if (outcome.isEmpty()) {
            throw node.place().error("not an outcome of a section", "write one of " + String.join(", ", known));
        }
        return outcome.get();
    }

    private static String textOf(YamlNode node) {
        try {
            return node.text();
        } catch (FormatException e) {
            return "";
        }
    }

    private PolicyCase.Expected expected(YamlMap map) throws FormatException {
        map.allowOnly("fact", "state", "severity", "disposition", "between");
        YamlNode fact = map.require("fact");
        AddressPattern pattern;
        try {
            pattern = AddressPattern.parse(fact.text());
        } catch (IllegalArgumentException e) {
            throw fact.place().error(String.valueOf(e.getMessage()), "write an address or a pattern over addresses");
        }
        List<String> between = new ArrayList<>();
        Optional<YamlNode> named = map.find("between");
        if (named.isPresent()) {
            for (String name : map.texts("between")) {
                between.add(
                        environment(name, new YamlMap.Entry(name, named.get().place(), named.get())));
            }
        }
        map.require("state");
        return new PolicyCase.Expected(
                pattern,
                map.place(),
                word(map, "state", DriftState::of, texts(DriftState.values(), DriftState::text))
                        .orElse(DriftState.SAME),
                between,
                word(map, "severity", Severity::of, texts(Severity.values(), Severity::text)),
                word(map, "disposition", Disposition::of, texts(Disposition.values(), Disposition::text)));
    }

    private static <T> List<String> texts(T[] values, Function<T, String> text) {
        return Arrays.stream(values).map(text).toList();
    }

    private static <T> Optional<T> word(YamlMap map, String key, Function<String, Optional<T>> of, List<String> known)
            throws FormatException {
        Optional<YamlNode> node = map.find(key);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        String text = node.get().text();
        Optional<T> found = of.apply(text);
        if (found.isEmpty()) {
            throw node.get()
                    .place()
                    .error(
                            "unknown " + key + " '" + FormatException.shown(text) + "'",
                            Suggestion.nextStep(text, known));
        }
        return found;
    }
}
