package dev.leeway.collector.report;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.EnvironmentValue.Standing;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Scope;
import java.util.List;
import java.util.Optional;

/** Drifts built by hand. */
public final class Drifts {
    private Drifts() {}

    /** An open drift between dev and prod without direction or history; its cause has its id in reverse. */
    public static Drift open(
            String id,
            String address,
            DriftState state,
            Severity severity,
            String summary,
            EnvironmentValue... values) {
        Address parsed = Address.parse(address);
        Scope scope = parsed.section()
                .subject()
                .map(subject -> new Scope(Scope.Kind.SERVICE, subject))
                .orElse(new Scope(Scope.Kind.ROLE, "web"));
        return new Drift(
                id,
                parsed,
                scope,
                List.of("dev", "prod"),
                state,
                severity,
                Disposition.OPEN,
                List.of(values),
                Optional.empty(),
                new StringBuilder(id).reverse().toString(),
                new Explanation(
                        summary,
                        "what runs in one place was never run in the other",
                        "bring both sides to one value",
                        "a green test in dev says nothing about prod here"),
                "default policy:12",
                Lifecycle.UNTRACKED);
    }

    static Drift withDirection(Drift drift, Direction direction) {
        return drift.but().direction(direction).build();
    }

    /** {@code drift} as the policy has it. */
    public static Drift disposed(Drift drift, Disposition disposition, String judgedBy) {
        return drift.but().disposition(disposition).judgedBy(judgedBy).build();
    }

    /** {@code drift} where it stands in time. */
    public static Drift aged(Drift drift, Lifecycle lifecycle) {
        return drift.but().lifecycle(lifecycle).build();
    }

    static Drift changed(Drift drift, Change change) {
        return drift.but().change(change).build();
    }

    /** {@code drift} between these. */
    public static Drift between(Drift drift, List<String> environments) {
        return drift.but().between(environments).build();
    }

    /** The cause of one drift alone. */
    public static Cause cause(Drift drift) {
        return new Cause(
                drift.cause(),
                drift.explanation().summary(),
                drift.severity(),
                drift.disposition(),
                List.of(drift.id()));
    }

    /** A value that is there. */
    public static EnvironmentValue present(String environment, Value value, String... hosts) {
        return new EnvironmentValue(
                environment, List.of(hosts), Standing.PRESENT, Optional.of(value), Optional.empty());
    }

    /** A text that is there. */
    public static EnvironmentValue text(String environment, String text, String... hosts) {
        return present(environment, new Value.Text(text), hosts);
    }

    static EnvironmentValue version(String environment, String version, String... hosts) {
        return present(environment, new Value.Version(version, VersionScheme.DEB), hosts);
    }

    static EnvironmentValue found(EnvironmentValue value, String evidence) {
        return new EnvironmentValue(
                value.environment(), value.hosts(), value.standing(), value.value(), Optional.of(evidence));
    }

    static EnvironmentValue absent(String environment, String... hosts) {
        return new EnvironmentValue(environment, List.of(hosts), Standing.MISSING, Optional.empty(), Optional.empty());
    }
}
