package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says why a comparison of environments holds no service against another. */
final class SharedServices {
    private final Report report;

    SharedServices(Report report) {
        this.report = report;
    }

    /** Why the environments have no service in common; empty where they have one, or where none has any. */
    String none() {
        Set<String> seen = new HashSet<>();
        List<String> without = new ArrayList<>();
        List<String> with = new ArrayList<>();
        boolean shared = false;
        for (ReportEnvironment environment : report.environments()) {
            for (String service : environment.services()) {
                shared |= !seen.add(service);
            }
            if (!environment.hosts().isEmpty()) {
                (environment.services().isEmpty() ? without : with).add(VisibleText.of(environment.name()));
            }
        }
        if (shared || with.isEmpty() || with.size() + without.size() < 2) {
            return "";
        }
        return without.isEmpty()
                ? "no service of one runs in another under the same name, so none is held against another, and only what each"
                        + " shows by itself is told; names that mean the same go under 'services' in the policy"
                : "no service was found in " + ValuesText.and(without)
                        + ", so services are not held against each other, and only what each shows by itself is told; what"
                        + " counts as a service: docs/services.md";
    }
}
