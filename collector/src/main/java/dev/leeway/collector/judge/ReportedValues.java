package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.Unknown;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.EnvironmentValue.Standing;
import dev.leeway.schema.report.HostNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a report says each environment holds: every group of equal values once, and no tag. */
public final class ReportedValues {
    private ReportedValues() {}

    /** By environment in promotion order, then by value. */
    public static List<EnvironmentValue> of(FactRow row, Environments environments) {
        List<EnvironmentValue> values = new ArrayList<>();
        for (int environment = 0; environment < environments.size(); environment++) {
            if (row.tally(environment).isPresent()) {
                add(
                        values,
                        environments.name(environment),
                        row.tally(environment).get());
            }
        }
        return values;
    }

    private static void add(List<EnvironmentValue> values, String environment, Tally tally) {
        for (ValueGroup group : tally.groups()) {
            values.add(new EnvironmentValue(
                    environment,
                    group.hosts(),
                    Standing.PRESENT,
                    Optional.of(withoutTags(group.value())),
                    group.evidence()));
        }
        if (!tally.missing().isEmpty()) {
            values.add(without(environment, tally.missing(), Standing.MISSING));
        }
        List<HostNames> doubtful = new ArrayList<>();
        for (Unknown hosts : tally.unknown()) {
            doubtful.add(HostNames.of(hosts.hosts()));
        }
        HostNames unknown = HostNames.union(doubtful);
        if (!unknown.isEmpty()) {
            values.add(without(environment, unknown, Standing.UNKNOWN));
        }
    }

    static EnvironmentValue without(String environment, List<String> hosts, Standing standing) {
        return new EnvironmentValue(environment, hosts, standing, Optional.empty(), Optional.empty());
    }

    static Value withoutTags(Value value) {
        if (value instanceof Value.Secret secret) {
            return secret.withoutTags();
        }
        if (value instanceof Value.SetOf set) {
            return new Value.SetOf(
                    set.members().stream().map(ReportedValues::withoutTags).toList());
        }
        if (value instanceof Value.ListOf list) {
            return new Value.ListOf(
                    list.members().stream().map(ReportedValues::withoutTags).toList());
        }
        return value;
    }
}
