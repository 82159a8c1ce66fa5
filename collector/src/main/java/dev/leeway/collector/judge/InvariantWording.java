package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Invariant;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells that an invariant does not hold, with every value it is about. */
final class InvariantWording {
    private static final int MOST = 4;

    private InvariantWording() {}

    /**
     * What one host holds.
     *
     * @param host its name
     * @param facts by operand, the one that is told first
     */
    record Side(String host, List<List<HeldFacts.Held>> facts) {
        Side {
            facts = List.copyOf(facts);
        }
    }

    /** One fact of one environment. */
    static Finding finding(
            Invariant invariant, String id, Address address, Scope scope, String environment, List<Side> sides) {
        Set<String> hosts = new TreeSet<>();
        sides.forEach(side -> hosts.add(side.host()));
        String must = invariant.assertion().text();
        return new Finding(
                id,
                address,
                scope,
                List.of(environment),
                DriftState.BROKEN,
                invariant.severity().orElse(Severity.MEDIUM),
                Disposition.OPEN,
                values(environment, sides),
                Optional.empty(),
                new Explanation(
                        Label.of(scope, address) + " breaks '" + invariant.name() + "' in " + environment + " on "
                                + Label.hosts(List.copyOf(hosts)) + ": " + told(sides),
                        invariant
                                .because()
                                .orElse("The policy says how these facts are to stand to each other: " + must + "."),
                        "Change either so that " + must + "; if it need not hold, change the invariant at "
                                + invariant.origin().text() + ".",
                        "That what was set up for one of these facts suits the other."),
                JudgedBy.of(invariant.origin()),
                Finding.Nature.FACT);
    }

    /** {@code process[shop]/jvm/heap/max is 4 GiB, container[shop]/limit/memory is 4 GiB}. */
    private static String told(List<Side> sides) {
        Map<String, Set<String>> words = new LinkedHashMap<>();
        for (Side side : sides) {
            for (List<HeldFacts.Held> facts : side.facts()) {
                for (HeldFacts.Held fact : facts) {
                    words.computeIfAbsent(fact.address(), unused -> new LinkedHashSet<>())
                            .add(Label.of(fact.value()));
                }
            }
        }
        List<String> told = new ArrayList<>();
        words.forEach((address, values) -> told.add(address + " is " + joined(List.copyOf(values))));
        int more = told.size() - MOST;
        return more > 0 ? String.join(", ", told.subList(0, MOST)) + " and " + more + " more" : String.join(", ", told);
    }

    private static String joined(List<String> values) {
        int more = values.size() - MOST;
        return more > 0
                ? String.join(", ", values.subList(0, MOST)) + " and " + more + " more"
                : String.join(" and ", values);
    }

    /** Each value once, with the hosts beside whose first fact it stands and the fact it is of. */
    private static List<EnvironmentValue> values(String environment, List<Side> sides) {
        Map<List<Object>, Set<String>> hosts = new LinkedHashMap<>();
        for (int operand = 0; operand < sides.get(0).facts().size(); operand++) {
            for (Side side : sides) {
                for (HeldFacts.Held fact : side.facts().get(operand)) {
                    hosts.computeIfAbsent(List.of(fact.address(), fact.value()), unused -> new TreeSet<>())
                            .add(side.host());
                }
            }
        }
        List<EnvironmentValue> values = new ArrayList<>();
        hosts.forEach((fact, told) -> values.add(new EnvironmentValue(
                environment,
                List.copyOf(told),
                EnvironmentValue.Standing.PRESENT,
                Optional.of(ReportedValues.withoutTags((Value) fact.get(1))),
                Optional.of((String) fact.get(0)))));
        return values;
    }
}
