package dev.leeway.collector.policy;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.judge.Between;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.ValueClass;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what a policy makes of one fact, by having each way it could differ judged. */
public final class PolicyExplanation {
    private static final Duration LONG = Duration.ofDays(9999);

    private final Policy policy;
    private final Catalogue catalogue;
    private final Address address;
    private final Instant asOf;
    private final List<Explained.Told> told = new ArrayList<>();

    private PolicyExplanation(Policy policy, Catalogue catalogue, Address address, Instant asOf) {
        this.policy = policy;
        this.catalogue = catalogue;
        this.address = address;
        this.asOf = asOf;
    }

    /**
     * What {@code policy} says of the fact at {@code address}.
     *
     * @param between two environments, or none for each that is held against the reference
     * @param asOf the moment that waivers are told from
     */
    public static Explained of(
            Policy policy, Catalogue catalogue, Address address, List<String> between, Instant asOf) {
        PolicyExplanation explanation = new PolicyExplanation(policy, catalogue, address, asOf);
        return explanation.explained(between);
    }

    private Explained explained(List<String> between) {
        List<String> listed =
                policy.environments().stream().map(Environment::name).toList();
        List<String> asked = between.isEmpty()
                ? listed
                : between.stream()
                        .map(name -> Environments.canonical(policy, name))
                        .toList();
        Environments environments = Environments.of(policy, asked);
        List<Rule> rules = policy.rules().stream()
                .filter(rule -> rule.match().matches(address)
                        && rule.reach().asks(address.section().probe()))
                .filter(rule -> new Between(rule.between(), environments).inPlay(environments.size()))
                .toList();
        List<String> names = environments.names();
        String reference = names.get(environments.reference());
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                boolean held = names.get(i).equals(reference) || names.get(j).equals(reference) || names.size() == 2;
                if (held) {
                    pair(names.get(i), names.get(j), rules);
                }
            }
        }
        names.forEach(name -> alone(name, rules));
        LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        List<Waiver> waivers = policy.waivers().stream()
                .filter(waiver -> waiver.match().matches(address)
                        && waiver.reach().asks(address.section().probe())
                        && !waiver.until().isBefore(today)
                        && new Between(waiver.between(), environments).inPlay(environments.size()))
                .toList();
        return new Explained(address.text(), catalogue.entry(address), rules, told, waivers);
    }

    private void pair(String one, String other, List<Rule> rules) {
        Optional<FactEntry> entry = catalogue.entry(address);
        boolean versions =
                entry.filter(fact -> SampleValues.isVersion(fact.type())).isPresent();
        if (versions) {
            for (String step : List.of("patch", "minor", "major")) {
                differ(
                        one,
                        other,
                        SampleValues.later(step),
                        SampleValues.version(),
                        one + " ahead by a " + step,
                        rules);
            }
            for (String step : List.of("patch", "minor", "major")) {
                differ(
                        one,
                        other,
                        SampleValues.version(),
                        SampleValues.later(step),
                        other + " ahead by a " + step,
                        rules);
            }
        } else {
            differ(one, other, SampleValues.first(entry), SampleValues.second(entry), "values differ", rules);
        }
        Value value = SampleValues.first(entry);
        told(
                List.of(one, other),
                "the same in both",
                staged().host(one, at(value)).host(other, at(value)),
                rules);
        told(
                List.of(one, other),
                other + " lacks it",
                staged().host(one, at(value)).bare(other),
                rules);
        told(List.of(one, other), one + " lacks it", staged().bare(one).host(other, at(value)), rules);
        if (mayHoldSecrets(entry, rules)) {
            differ(one, other, SampleValues.secret("a"), SampleValues.secret("b"), "secrets differ", rules);
            told(
                    List.of(one, other),
                    "the same secret in both",
                    staged().host(one, at(SampleValues.secret("a"))).host(other, at(SampleValues.secret("a"))),
                    rules);
        }
    }

    private static boolean mayHoldSecrets(Optional<FactEntry> entry, List<Rule> rules) {
        return entry.map(FactEntry::guarded).orElse(true)
                && rules.stream().anyMatch(rule -> rule.of().isPresent());
    }

    private void alone(String environment, List<Rule> rules) {
        Optional<FactEntry> entry = catalogue.entry(address);
        Value value = SampleValues.first(entry);
        boolean demanded = rules.stream().anyMatch(rule -> rule.of().isEmpty() && demands(rule));
        if (demanded) {
            told(List.of(environment), "it is there", staged().host(environment, at(value)), rules);
            told(
                    List.of(environment),
                    "it is not there",
                    staged().bare(environment).speaksOf(address),
                    rules);
        }
        if (rules.stream()
                .anyMatch(
                        rule -> rule.of().filter(ValueClass.PLACEHOLDER::equals).isPresent())) {
            Value placeholder = Value.Secret.of(Presence.PLACEHOLDER);
            told(List.of(environment), "meant to be replaced", staged().host(environment, at(placeholder)), rules);
        }
        told(
                List.of(environment),
                "hosts disagree",
                staged().host(environment, at(value)).host(environment, at(SampleValues.second(entry))),
                rules);
    }

    private static boolean demands(Rule rule) {
        return rule.expectation() instanceof Expectation.Absent || rule.expectation() instanceof Expectation.Present;
    }

    private Staged staged() {
        return new Staged(catalogue);
    }

    private Map<Address, Value> at(Value value) {
        return Map.of(address, value);
    }

    private void differ(String one, String other, Value left, Value right, String situation, List<Rule> rules) {
        told(List.of(one, other), situation, staged().host(one, at(left)).host(other, at(right)), rules);
    }

    /** What is told on the first day, and what it comes to in time where that is more. */
    private void told(List<String> between, String situation, Staged staged, List<Rule> rules) {
        Report fresh = staged.report(policy, asOf.minus(LONG), Optional.empty());
        Report old = staged.report(policy, asOf, Optional.of(fresh));
        Report now = staged.report(policy, asOf, Optional.empty());
        Optional<Drift> drift = drift(now, between);
        Optional<Drift> later = drift(old, between);
        boolean waits = drift.isPresent()
                && later.isPresent()
                && drift.get().disposition() == Disposition.INFORMATIONAL
                && later.get().disposition() != Disposition.INFORMATIONAL;
        String outcome = drift.map(PolicyExplanation::outcome).orElse("nothing is told");
        if (waits) {
            outcome += days(later.get(), rules)
                            .map(days -> " for " + days + " days")
                            .orElse(" at first") + ", then " + outcome(later.get());
        }
        String judge = (waits ? later : drift).map(Drift::judgedBy).orElse("");
        Optional<String> because = rules.stream()
                .filter(rule -> rule.origin().text().equals(judge))
                .findFirst()
                .flatMap(Rule::because);
        told.add(new Explained.Told(between, situation, outcome, judge, because));
    }

    private static Optional<Integer> days(Drift drift, List<Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.origin().text().equals(drift.judgedBy()))
                .map(Rule::expectation)
                .filter(Expectation.Lag.class::isInstance)
                .map(expectation -> ((Expectation.Lag) expectation).days())
                .findFirst();
    }

    private Optional<Drift> drift(Report report, List<String> between) {
        Optional<Drift> exact = report.drifts().stream()
                .filter(drift ->
                        drift.address().equals(address) && drift.between().equals(between))
                .findFirst();
        // What one of two does by itself is told beside what they say to each other, and is told below.
        return exact.or(() -> between.size() == 1
                ? report.drifts().stream()
                        .filter(drift -> drift.address().equals(address))
                        .findFirst()
                : Optional.empty());
    }

    private static String outcome(Drift drift) {
        String state = drift.state() == DriftState.DIFFERENT
                ? drift.direction()
                        .flatMap(direction -> direction.movement())
                        .map(movement -> movement.name().toLowerCase(Locale.ROOT))
                        .orElse(drift.state().text())
                : drift.state().text();
        return switch (drift.disposition()) {
            case OPEN -> state + ", " + drift.severity().text();
            case WAIVED -> state + ", waived";
            case WITHIN_LEEWAY -> "within leeway";
            case INFORMATIONAL -> state + ", for information";
        };
    }
}
