package dev.leeway.collector.testing;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Report;
import java.util.List;

/** Looks things up in the reports of tests. */
public final class Reports {
    private Reports() {}

    /** One line for each drift the policy does not allow: {@code missing env[shop]/X dev|prod high}. */
    public static List<String> lines(Report report) {
        return report.drifts().stream()
                .filter(drift -> drift.disposition() != Disposition.WITHIN_LEEWAY)
                .map(drift -> drift.state().text() + " " + drift.address().text() + " "
                        + String.join("|", drift.between()) + " "
                        + drift.severity().text()
                        + (drift.disposition() == Disposition.OPEN
                                ? ""
                                : " " + drift.disposition().text()))
                .toList();
    }

    /** The only drift at an address. */
    public static Drift at(Report report, String address) {
        List<Drift> found = report.drifts().stream()
                .filter(drift -> drift.address().text().equals(address))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " drifts at " + address + " in " + lines(report));
        }
        return found.get(0);
    }

    /** The only drift at an address in one state. */
    public static Drift at(Report report, String address, DriftState state) {
        List<Drift> found = report.drifts().stream()
                .filter(drift -> drift.address().text().equals(address) && drift.state() == state)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " drifts at " + address + " in " + lines(report));
        }
        return found.get(0);
    }

    /** The values of a drift: {@code dev=info(web-01)}. */
    public static List<String> values(Drift drift) {
        return drift.values().stream()
                .map(value -> value.environment() + "=" + shown(value) + "(" + String.join(",", value.hosts()) + ")")
                .toList();
    }

    private static String shown(EnvironmentValue value) {
        return value.value().map(Value::display).orElse(value.standing().text());
    }
}
