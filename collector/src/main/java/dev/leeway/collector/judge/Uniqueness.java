package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Promotion;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds values that several hosts hold where rules want each to have one of its own. */
public final class Uniqueness {
    private final Environments environments;
    private final Catalogue catalogue;
    private final Rulings rulings;
    private final Optional<Promotion> way;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Unjudged> unjudged = new ArrayList<>();

    /**
     * What is to be said of {@code groups}.
     *
     * @param way of a release, of whose parts is asked what is asked where it goes
     */
    public Uniqueness(
            Fleet fleet, List<SectionGroup> groups, Rulings rulings, Catalogue catalogue, Optional<Promotion> way) {
        this.environments = fleet.environments();
        this.catalogue = catalogue;
        this.rulings = rulings;
        this.way = way;
        SortedMap<SectionKey, List<SectionGroup>> byKey = new TreeMap<>();
        for (SectionGroup group : groups) {
            if (rulings.wantsUnique(group)) {
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

    /**
     * What some hosts hold of a fact.
     *
     * @param group the peers they are of
     * @param section the id of the section that says so
     */
    private record Held(SectionGroup group, int environment, String section, Value value, List<String> hosts) {}

    /** Peers whose hosts hold a fact, with what rules say of it there. */
    private record Peers(SectionGroup group, Questions questions) {}

    /** What one rule speaks of: the peers of whom it decides, and with them those it wants them to differ from. */
    private static final class Matter {
        private final List<Peers> deciding = new ArrayList<>();
        private final List<Peers> all = new ArrayList<>();
    }

    private void judge(SectionKey key, List<SectionGroup> groups) {
        SortedMap<String, List<Held>> facts = new TreeMap<>();
        for (SectionGroup group : groups) {
            for (int environment = 0; environment < environments.size(); environment++) {
                for (SectionVariant variant :
                        group.environments().get(environment).variants()) {
                    Facts held = variant.section().facts();
                    for (int i = 0; i < held.size(); i++) {
                        if (facts.containsKey(held.path(i)) || rulings.wantsUnique(group, held.path(i))) {
                            facts.computeIfAbsent(held.path(i), unused -> new ArrayList<>())
                                    .add(new Held(
                                            group,
                                            environment,
                                            variant.section().id(),
                                            held.value(i),
                                            variant.hosts()));
                        }
                    }
                }
            }
        }
        facts.forEach((path, held) -> judge(new Address(key, new FactPath(path)), held));
    }

    private void judge(Address address, List<Held> held) {
        List<Peers> peers = new ArrayList<>();
        for (Held each : held) {
            if (peers.stream().noneMatch(other -> isOf(each, other))) {
                peers.add(peers(address, each.group()));
            }
        }
        for (int environment = 0; environment < environments.size(); environment++) {
            int one = environment;
            Map<Rule, Matter> within = matters(peers, each -> each.unique(one));
            carried(peers, one, address.section()).forEach(within::putIfAbsent);
            within.forEach((rule, matter) -> within(address, held, matter, one, rule));
            for (int later = one + 1; later < environments.size(); later++) {
                int other = later;
                matters(peers, each -> each.uniqueAcross(one, other))
                        .forEach((rule, matter) -> across(address, held, matter, one, other, rule));
            }
        }
    }

    /** What is asked where a release goes of that which it takes along from an environment. */
    private Map<Rule, Matter> carried(List<Peers> peers, int from, SectionKey section) {
        int to = way.filter(asked -> asked.from().equals(environments.name(from)) && PromotionJudge.carries(section))
                .map(asked -> environments.names().indexOf(asked.to()))
                .orElse(-1);
        if (to < 0) {
            return Map.of();
        }
        List<Peers> there = peers.stream()
                .map(each -> new Peers(
                        each.group(), rulings.of(each.questions().row().carried(from, to))))
                .toList();
        return matters(there, each -> each.unique(to));
    }

    private Peers peers(Address address, SectionGroup group) {
        Optional<FactRow> row =
                new RowMaker(group, environments, catalogue).row(address.path().text());
        return new Peers(group, row.map(rulings::of).orElseGet(() -> rulings.of(address)));
    }

    /** By each rule that decides of some peers what it speaks of; those that a later rule lets be are no matter of any. */
    private Map<Rule, Matter> matters(List<Peers> peers, Function<Questions, Optional<Rule>> asked) {
        Map<Rule, Matter> matters = new LinkedHashMap<>();
        for (Peers each : peers) {
            asked.apply(each.questions())
                    .ifPresent(rule -> matters.computeIfAbsent(rule, unused -> new Matter())
                            .deciding
                            .add(each));
        }
        matters.forEach((rule, matter) -> {
            for (Peers each : peers) {
                if (rulings.reaches(rule, each.group())
                        && asked.apply(each.questions()).isPresent()) {
                    matter.all.add(each);
                }
            }
        });
        return matters;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isOf(Held held, Peers peers) {
        return held.group() == peers.group();
    }

    private static UniqueValues values(List<Held> held, List<Peers> peers, int environment) {
        UniqueValues values = new UniqueValues();
        Set<List<String>> seen = new HashSet<>();
        for (Held each : held) {
            if (each.environment() == environment && peers.stream().anyMatch(of -> isOf(each, of))) {
                // Hosts without a role stand in for peers of several.
                List<String> hosts = each.hosts().stream()
                        .filter(host -> seen.add(List.of(host, each.section())))
                        .toList();
                if (!hosts.isEmpty()) {
                    values.add(each.value(), hosts);
                }
            }
        }
        return values;
    }

    /** The hosts of whom the rule decides. */
    private static Set<String> own(List<Held> held, Matter matter, int environment) {
        Set<String> own = new HashSet<>();
        for (Held each : held) {
            if (each.environment() == environment && matter.deciding.stream().anyMatch(of -> isOf(each, of))) {
                own.addAll(each.hosts());
            }
        }
        return own;
    }

    private void within(Address address, List<Held> held, Matter matter, int environment, Rule rule) {
        UniqueValues values = values(held, matter.all, environment);
        Set<String> own = own(held, matter, environment);
        String name = environments.name(environment);
        Map<Value, List<String>> several = values.several();
        several.values().removeIf(hosts -> hosts.stream().noneMatch(own::contains));
        if (!several.isEmpty()) {
            List<EnvironmentValue> told = new ArrayList<>();
            List<String> words = new ArrayList<>();
            several.forEach((value, hosts) -> {
                told.add(value(name, value, hosts));
                words.add(shown(value) + " on " + Label.hosts(hosts));
            });
            add(address, matter, List.of(environment), rule, told, words, " is not unique in " + name + ": ");
        }
        untold(
                address,
                matter,
                List.of(environment),
                environment,
                rule,
                values.untold().stream().filter(own::contains).toList());
    }

    private void across(Address address, List<Held> held, Matter matter, int one, int other, Rule rule) {
        UniqueValues left = values(held, matter.all, one);
        UniqueValues right = values(held, matter.all, other);
        Set<String> own = own(held, matter, one);
        Set<String> theirs = own(held, matter, other);
        List<EnvironmentValue> told = new ArrayList<>();
        List<String> words = new ArrayList<>();
        Map<Value, List<List<String>>> shared = left.shared(right);
        shared.values()
                .removeIf(hosts -> hosts.get(0).stream().noneMatch(own::contains)
                        && hosts.get(1).stream().noneMatch(theirs::contains));
        shared.forEach((value, hosts) -> {
            told.add(value(environments.name(one), value, hosts.get(0)));
            told.add(value(environments.name(other), value, hosts.get(1)));
            words.add(shown(value) + " on " + Label.hosts(hosts.get(0)) + " and on " + Label.hosts(hosts.get(1)));
        });
        if (!words.isEmpty()) {
            String both = environments.name(one) + " and " + environments.name(other);
            add(address, matter, List.of(one, other), rule, told, words, " is not unique in " + both + ": ");
        }
        List<String> hosts = left.apart(right);
        untold(address, matter, List.of(one, other), one, rule, hosts);
    }

    private void untold(
            Address address, Matter matter, List<Integer> between, int environment, Rule rule, List<String> hosts) {
        if (!hosts.isEmpty()) {
            unjudged.add(new Unjudged(
                    environment,
                    address,
                    hosts,
                    "not held against 'unique' (" + rule.origin().text()
                            + "): secrets without tags of one key, or values that were withheld",
                    id(address, matter, between)));
        }
    }

    private String id(Address address, Matter matter, List<Integer> between) {
        return DriftIds.of(
                DriftIds.drift(scope(matter), environments.unordered(between), address, DriftState.BROKEN), "unique");
    }

    /** Peers of one role give it their name, and the first of several. */
    private static Scope scope(Matter matter) {
        return matter.deciding.get(0).group().scope();
    }

    private void add(
            Address address,
            Matter matter,
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
                id(address, matter, between),
                address,
                scope(matter),
                between.stream().map(environments::name).toList(),
                DriftState.BROKEN,
                matter.deciding
                        .get(0)
                        .questions()
                        .severity(
                                new Ruling(Disposition.OPEN, Optional.of(rule)),
                                between.stream().mapToInt(each -> each).toArray()),
                Disposition.OPEN,
                told,
                Optional.empty(),
                new Explanation(
                        Label.of(scope(matter), address) + verb + list,
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
