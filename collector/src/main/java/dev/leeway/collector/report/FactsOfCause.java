package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts of a cause, each address once: what hosts of one environment disagree in and what two environments do is one fact with one
 * line of values.
 */
final class FactsOfCause {
    private final Map<Address, List<Drift>> byAddress = new LinkedHashMap<>();

    FactsOfCause(CauseView view) {
        view.drifts()
                .forEach(drift -> byAddress
                        .computeIfAbsent(drift.address(), unused -> new ArrayList<>())
                        .add(drift));
    }

    /** The drifts of each address, the leading one first, in the order of the cause. */
    List<List<Drift>> facts() {
        return List.copyOf(byAddress.values());
    }

    /** {@code also split within prod (a1b2)}, for every drift of one address but the first; with their roles where these differ. */
    static String others(List<Drift> drifts, ShortIds ids) {
        List<String> told = new ArrayList<>();
        Scope first = drifts.get(0).scope();
        boolean roles = drifts.stream().anyMatch(drift -> !drift.scope().equals(first));
        if (roles) {
            told.add(role(first));
        }
        for (Drift drift : drifts.subList(1, drifts.size())) {
            List<String> names = new ArrayList<>();
            drift.between().forEach(name -> names.add(VisibleText.of(name)));
            told.add("also " + Phrases.state(drift)
                    + (names.size() == 1 ? " within " : " between ") + ValuesText.and(names)
                    + (roles ? " " + role(drift.scope()) : "") + " ("
                    + ids.of(drift.id()) + ")");
        }
        return String.join(", ", told);
    }

    private static String role(Scope scope) {
        if (scope.kind() == Scope.Kind.SERVICE) {
            return "of service " + VisibleText.of(scope.name());
        }
        return scope.name().equals("*") ? "on hosts without a role" : "on role " + VisibleText.of(scope.name());
    }
}
