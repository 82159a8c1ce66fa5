package dev.leeway.collector.judge;

import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets the differences a rollout brings along follow it: what splits a service along the same hosts as a new version on
 * its way is part of that one event.
 */
public final class Rollouts {
    private Rollouts() {}

    private record Place(Scope scope, List<String> between) {}

    /** The findings, with every follower of a rollout made informational. */
    public static List<Finding> followed(List<Finding> findings) {
        Map<Place, Set<Set<List<String>>>> rolling = new HashMap<>();
        for (Finding finding : findings) {
            if (finding.state() == DriftState.SPLIT
                    && finding.nature() == Finding.Nature.MOVING
                    && !Library.isDependency(finding.address())) {
                rolling.computeIfAbsent(place(finding), unused -> new HashSet<>())
                        .add(parts(finding));
            }
        }
        if (rolling.isEmpty()) {
            return findings;
        }
        List<Finding> followed = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            boolean follows = finding.state() == DriftState.SPLIT
                    && finding.disposition() == Disposition.OPEN
                    && rolling.getOrDefault(place(finding), Set.of()).contains(parts(finding));
            followed.add(follows ? finding.calmed(Finding.Nature.MOVING) : finding);
        }
        return followed;
    }

    private static Place place(Finding finding) {
        return new Place(finding.scope(), finding.between());
    }

    /** Which hosts agree with each other in the environment that is split, whatever they agree on. */
    static Set<List<String>> parts(Finding finding) {
        Set<List<String>> parts = new HashSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment())
                    && value.standing() != EnvironmentValue.Standing.UNKNOWN) {
                parts.add(value.hosts());
            }
        }
        return parts;
    }
}
