package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Services of one environment that could not be looked for in another: an agent that sees no service there finds nothing
 * wrong with any.
 */
final class BlindSides {
    private static final int MOST_NAMED = 3;
    private static final int MOST_PAIRS = 6;

    private final Report report;
    /** Services known not to be where another environment has them, each with that environment. */
    private final Set<List<String>> absent = new HashSet<>();

    BlindSides(Report report) {
        this.report = report;
        for (Drift drift : report.drifts()) {
            if (drift.scope().kind() == Scope.Kind.SERVICE && drift.state() == DriftState.MISSING) {
                drift.between()
                        .forEach(environment -> absent.add(List.of(drift.scope().name(), environment)));
            }
        }
    }

    /** {@code 5 services of dev could not be looked for in prod (billing, cron, shop and 2 more)}; empty if none. */
    String text() {
        List<String> told = new ArrayList<>();
        int pairs = 0;
        for (ReportEnvironment here : report.environments()) {
            for (ReportEnvironment elsewhere : report.environments()) {
                List<String> lost = lost(here, elsewhere);
                if (lost.isEmpty()) {
                    continue;
                }
                pairs++;
                if (pairs <= MOST_PAIRS) {
                    told.add(Quantity.of(lost.size(), "service") + " of " + VisibleText.of(here.name())
                            + " could not be looked for in " + VisibleText.of(elsewhere.name()) + " (" + named(lost)
                            + ")");
                }
            }
        }
        if (pairs > MOST_PAIRS) {
            told.add("and so between " + Quantity.grouped(pairs - MOST_PAIRS) + " more pairs of environments");
        }
        return String.join("; ", told);
    }

    private List<String> lost(ReportEnvironment here, ReportEnvironment elsewhere) {
        List<String> lost = new ArrayList<>();
        for (String service : here.services()) {
            if (!elsewhere.services().contains(service)
                    && !absent.contains(List.of(service, elsewhere.name()))
                    && hides(elsewhere, service)) {
                lost.add(service);
            }
        }
        return lost;
    }

    /** Whether the environment has a whole section that could not be told: an index, or one of the service itself. */
    private boolean hides(ReportEnvironment environment, String service) {
        for (Gap gap : report.coverage().gaps()) {
            String pattern = gap.pattern();
            boolean index = pattern.indexOf('/') < 0 && pattern.indexOf('[') < 0;
            if (gap.environment().equals(environment.name())
                    && gap.facts() > 0
                    && (index || pattern.endsWith("[" + service + "]"))) {
                return true;
            }
        }
        return false;
    }

    private static String named(List<String> services) {
        List<String> named = new ArrayList<>();
        for (String service : services.subList(0, Math.min(MOST_NAMED, services.size()))) {
            named.add(VisibleText.of(service));
        }
        if (services.size() > MOST_NAMED) {
            named.add(Quantity.grouped(services.size() - MOST_NAMED) + " more");
        }
        return ValuesText.and(named);
    }
}
