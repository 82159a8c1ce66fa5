package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds values that several hosts hold where rules want each to have one of its own, whatever their roles. */
public final class Uniqueness {
    private final Environments environments;
    private final Catalogue catalogue;
    private final RuleBook rules;
    private final HostRoles roles;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Unjudged> unjudged = new ArrayList<>();

    /** What is to be said of {@code groups}. */
    public Uniqueness(Fleet fleet, List<SectionGroup> groups, RuleBook rules, Catalogue catalogue) {
        this.environments = fleet.environments();
        this.catalogue = catalogue;
        this.rules = rules;
        this.roles = new HostRoles(fleet);
        SortedMap<SectionKey, List<SectionGroup>> byKey = new TreeMap<>();
        for (SectionGroup group : groups) {
            if (rules.in(group.key()).wantsUnique()) {
                byKey.computeIfAbsent(group.key(), unused -> new ArrayList<>()).add(group);
            }
        }
        byKey.forEach(this::judge);
    }

    /** One finding for each fact and environment, or pair of them, sorted by address. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Facts of which it cannot be told, secrets above all. */
    public List<Unjudged> unjudged() {
        return List.copyOf(unjudged);
    }

    /** One fact, with what each environment's hosts hold of it. */
    private static final class Fact {
        private final Scope scope;
        private final SectionGroup group;
        private final SortedMap<Integer, UniqueValues> values = new TreeMap<>();

        Fact(SectionGroup group) {
            this.scope = group.scope();
            this.group = group;
        }
    }

    private void judge(SectionKey key, List<SectionGroup> groups) {
        SortedMap<String, Fact> facts = new TreeMap<>();
        Set<List<Object>> seen = new HashSet<>();
        for (SectionGroup group : groups) {
            for (int environment = 0; environment < environments.size(); environment++) {
                for (SectionVariant variant :
                        group.environments().get(environment).variants()) {
                    List<String> hosts = new ArrayList<>();
                    for (String host : variant.hosts()) {
                        // Hosts without a role stand in for peers of several.
                        if (seen.add(
                                List.of(environment, host, variant.section().id()))) {
                            hosts.add(host);
                        }
                    }
                    add(facts, group, environment, variant.section().facts(), hosts);
                }
            }
        }
        facts.forEach((path, fact) -> judge(new Address(key, new FactPath(path)), fact));
    }

    private void add(
            SortedMap<String, Fact> facts, SectionGroup group, int environment, Facts held, List<String> hosts) {
        SectionRules own = rules.in(group.key());
        for (int i = 0; i < held.size() && !hosts.isEmpty(); i++) {
            String path = held.path(i);
            if (facts.containsKey(path) || own.matching(path).stream().anyMatch(Uniqueness::wants)) {
                facts.computeIfAbsent(path, unused -> new Fact(group))
                        .values
                        .computeIfAbsent(environment, unused -> new UniqueValues())
                        .add(held.value(i), hosts);
            }
        }
    }

    private static boolean wants(BoundRule bound) {
        return bound.rule().expectation() instanceof Expectation.Unique;
    }

    private void judge(Address address, Fact fact) {
        for (int one : fact.values.keySet()) {
            Optional<BoundRule> rule = rule(address, fact, List.of(one));
            if (rule.isPresent()) {
                within(address, fact, one, rule.get().rule());
            }
            for (int other : fact.values.tailMap(one + 1).keySet()) {
                Optional<BoundRule> across = rule(address, fact, List.of(one, other))
                        .filter(bound -> !bound.between().single());
                if (across.isPresent()) {
                    across(address, fact, one, other, across.get().rule());
                }
            }
        }
    }

    /** The rule that wants values apart, unless a later one lets them be. */
    private Optional<BoundRule> rule(Address address, Fact fact, List<Integer> between) {
        Optional<BoundRule> excuse = Optional.empty();
        for (BoundRule bound :
                rules.in(address.section()).matching(address.path().text())) {
            boolean covers =
                    between.size() == 1 ? bound.covers(between.get(0)) : bound.covers(between.get(0), between.get(1));
            boolean lets = bound.rule().expectation() instanceof Expectation.Any
                    && (between.size() == 2 || bound.between().single());
            if (covers && roles.within(bound.rule().reach(), fact.group)) {
                if (wants(bound)) {
                    Severity severity = severity(address, bound.rule());
                    return excuse.filter(any -> any.rule().reach().reaches(severity))
                                    .isPresent()
                            ? Optional.empty()
                            : Optional.of(bound);
                }
                excuse = lets && excuse.isEmpty() ? Optional.of(bound) : excuse;
            }
        }
        return Optional.empty();
    }

    private void within(Address address, Fact fact, int environment, Rule rule) {
        UniqueValues values = fact.values.getOrDefault(environment, new UniqueValues());
        String name = environments.name(environment);
        Map<Value, List<String>> several = values.several();
        if (!several.isEmpty()) {
            List<EnvironmentValue> told = new ArrayList<>();
            List<String> words = new ArrayList<>();
            several.forEach((value, hosts) -> {
                told.add(value(name, value, hosts));
                words.add(shown(value) + " on " + Label.hosts(hosts));
            });
            add(address, fact, List.of(environment), rule, told, words, " is not unique in " + name + ": ");
        }
        untold(address, fact, List.of(environment), environment, rule, values.untold());
    }

    private void across(Address address, Fact fact, int one, int other, Rule rule) {
        UniqueValues left = fact.values.getOrDefault(one, new UniqueValues());
        UniqueValues right = fact.values.getOrDefault(other, new UniqueValues());
        List<EnvironmentValue> told = new ArrayList<>();
        List<String> words = new ArrayList<>();
        left.shared(right).forEach((value, hosts) -> {
            told.add(value(environments.name(one), value, hosts.get(0)));
            told.add(value(environments.name(other), value, hosts.get(1)));
            words.add(shown(value) + " on " + Label.hosts(hosts.get(0)) + " and on " + Label.hosts(hosts.get(1)));
        });
        if (!words.isEmpty()) {
            String both = environments.name(one) + " and " + environments.name(other);
            add(address, fact, List.of(one, other), rule, told, words, " is not unique in " + both + ": ");
        }
        List<String> hosts = left.apart(right);
        untold(address, fact, List.of(one, other), one, rule, hosts);
    }

    private void untold(
            Address address, Fact fact, List<Integer> between, int environment, Rule rule, List<String> hosts) {
        if (!hosts.isEmpty()) {
            unjudged.add(new Unjudged(
                    environment,
                    address,
                    hosts,
                    "not held against 'unique' (" + rule.origin().text()
                            + "): secrets without tags of one key, or values that were withheld",
                    id(address, fact, between)));
        }
    }

    private String id(Address address, Fact fact, List<Integer> between) {
        return DriftIds.of(
                DriftIds.drift(fact.scope, environments.unordered(between), address, DriftState.BROKEN), "unique");
    }

    private Severity severity(Address address, Rule rule) {
        return rule.severity()
                .or(() -> catalogue.entry(address).map(FactEntry::severity))
                .orElse(Severity.MEDIUM);
    }

    private void add(
            Address address,
            Fact fact,
            List<Integer> between,
            Rule rule,
            List<EnvironmentValue> told,
            List<String> words,
            String verb) {
        int more = words.size() - UniqueValues.MOST;
        String list = more > 0
                ? String.join("; ", words.subList(0, UniqueValues.MOST)) + "; and " + more + " more"
                : String.join("; ", words);
        Optional<FactEntry> entry = catalogue.entry(address);
        findings.add(new Finding(
                id(address, fact, between),
                address,
                fact.scope,
                between.stream().map(environments::name).toList(),
                DriftState.BROKEN,
                severity(address, rule),
                Disposition.OPEN,
                told,
                Optional.empty(),
                new Explanation(
                        Label.of(fact.scope, address) + verb + list,
                        rule.because().orElse("The policy says that no two hosts have this in common."),
                        "Give each of these hosts a value of its own; if they may share it, change the rule at "
                                + rule.origin().text() + ".",
                        entry.map(FactEntry::unproven).orElse("That what is told by this value is told of one host.")),
                JudgedBy.of(rule),
                Finding.Nature.FACT));
    }

    private static EnvironmentValue value(String environment, Value value, List<String> hosts) {
        return new EnvironmentValue(
                environment,
                hosts,
                EnvironmentValue.Standing.PRESENT,
                Optional.of(ReportedValues.withoutTags(value)),
                Optional.empty());
    }

    private static String shown(Value value) {
        return Judge.clear(value) ? Label.of(value) : "one secret";
    }
}
