package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.Replicas;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.Unknown;
import dev.leeway.collector.constraint.AssertionCheck;
import dev.leeway.collector.constraint.ValueCheck;
import dev.leeway.collector.constraint.Verdict;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Holds the values of one fact against what rules say they must be, each as its hosts said it. */
final class ValueDemands {
    private final Environments environments;
    private final Catalogue catalogue;
    private final DemandWording wording;
    /** By expectation and environment, whose names go into it. */
    private final Map<List<Object>, ValueCheck> checks = new HashMap<>();

    /** Each once: what a release carries may be asked for twice. */
    private Set<Unjudged> unjudged = new LinkedHashSet<>();

    ValueDemands(Environments environments, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.environments = environments;
        this.wording = new DemandWording(environments);
    }

    /**
     * That values are not what a rule says.
     *
     * @param row whose they are
     * @param between one environment, or two whose values do not stand to each other so
     * @param rule that says it
     * @param explanation for people
     */
    record Breach(FactRow row, List<Integer> between, Rule rule, Explanation explanation) {
        Breach {
            between = List.copyOf(between);
        }
    }

    /** What was held against no rule since this was last asked. */
    List<Unjudged> unjudged() {
        List<Unjudged> told = List.copyOf(unjudged);
        unjudged = new LinkedHashSet<>();
        return told;
    }

    /**
     * The breach of a rule by what an environment holds, if there is one.
     *
     * @param where the environment whose names a value may bear: this one, or that to which a release takes the value
     */
    Optional<Breach> ofValue(FactRow row, Optional<Rule> rule, int environment, int where) {
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        List<FactRow.Held> held = row.held(environment);
        ValueCheck check = checks.computeIfAbsent(
                List.of(rule.get().expectation(), where),
                unused -> new ValueCheck(rule.get().expectation(), names(where)));
        List<FactRow.Held> broken = new ArrayList<>();
        for (FactRow.Held each : held) {
            Verdict verdict = check.judge(each.value());
            if (verdict.kind() == Verdict.Kind.BROKEN) {
                broken.add(each);
            } else if (verdict.kind() == Verdict.Kind.UNTOLD) {
                untold(row, List.of(environment), environment, rule.get(), each.hosts(), verdict.reason());
            }
        }
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(new Breach(
                        row,
                        List.of(environment),
                        rule.get(),
                        wording.ofValue(row, environment, rule.get(), broken, held)));
    }

    /** Notes the hosts of an environment that hold the fact as part of a single value, where a rule speaks of the part. */
    void whole(FactRow row, Questions questions, int environment) {
        for (Unknown unknown : row.tally(environment).map(Tally::unknown).orElse(List.of())) {
            if (unknown.reason().startsWith(RowMaker.AS_ONE)) {
                questions
                        .ofValue(environment)
                        .ifPresent(rule -> untold(
                                row, List.of(environment), environment, rule, unknown.hosts(), unknown.reason()));
                for (int other = 0; other < environments.size(); other++) {
                    List<Integer> between = List.of(Math.min(environment, other), Math.max(environment, other));
                    Optional<Rule> relation =
                            other == environment || row.tally(other).isEmpty()
                                    ? Optional.empty()
                                    : questions.relation(between.get(0), between.get(1));
                    relation.ifPresent(
                            rule -> untold(row, between, environment, rule, unknown.hosts(), unknown.reason()));
                }
            }
        }
    }

    private Set<String> names(int environment) {
        Set<String> names = new TreeSet<>(environments.spellings(environment));
        names.add(environments.name(environment));
        return names;
    }

    /** The breach of a relation between two environments, if there is one. */
    Optional<Breach> related(FactRow row, Questions questions, int one, int other) {
        Optional<Rule> rule = questions.relation(one, other);
        if (rule.isEmpty() || !(rule.get().expectation() instanceof Expectation.Related related)) {
            return Optional.empty();
        }
        Map<String, List<Value>> values = new HashMap<>();
        for (int environment : List.of(one, other)) {
            List<Value> all = values(row, environment);
            if (all.isEmpty()) {
                // That one of them has none is told by itself, or was not observed.
                return Optional.empty();
            }
            values.put(environments.name(environment), all);
        }
        Verdict verdict = new AssertionCheck(related.assertion()).judge(values);
        if (verdict.kind() == Verdict.Kind.UNTOLD) {
            for (int environment : List.of(one, other)) {
                Set<String> hosts = new LinkedHashSet<>();
                row.held(environment).forEach(each -> hosts.addAll(each.hosts()));
                untold(row, List.of(one, other), environment, rule.get(), List.copyOf(hosts), verdict.reason());
            }
        }
        return verdict.kind() == Verdict.Kind.BROKEN
                ? Optional.of(
                        new Breach(row, List.of(one, other), rule.get(), wording.related(row, one, other, rule.get())))
                : Optional.empty();
    }

    /** Every value, those of replicas of one host by themselves; what the catalogue knows as a set is one value. */
    private List<Value> values(FactRow row, int environment) {
        boolean replicas = Replicas.mayBeIn(row.scope(), row.group().key(), catalogue);
        List<Value> all = new ArrayList<>();
        for (FactRow.Held held : row.held(environment)) {
            all.addAll(replicas ? Replicas.of(held.value(), row.entry()) : List.of(held.value()));
        }
        return all;
    }

    private void untold(
            FactRow row, List<Integer> between, int environment, Rule rule, List<String> hosts, String reason) {
        unjudged.add(new Unjudged(
                environment,
                row.address(),
                hosts,
                "not held against '" + rule.expectation().text() + "' ("
                        + rule.origin().text() + "): " + reason,
                DriftIds.drift(row.scope(), environments.unordered(between), row.address(), DriftState.BROKEN)));
    }
}
