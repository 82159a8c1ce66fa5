package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.HostNames;
import java.util.ArrayList;
import java.util.List;

/** Which hosts of one environment hold one thing and which another, of a fact on which they disagree. */
final class Disagreement {
    private Disagreement() {}

    /**
     * Whether {@code follower} may come of one of {@code leads}: between environments always; within one only where no two hosts that are
     * alike in it differ in the follower. One host that somebody made otherwise does not explain what all others disagree on.
     */
    static boolean mayFollow(Finding follower, List<Finding> leads) {
        if (follower.state() != DriftState.SPLIT) {
            return !leads.isEmpty();
        }
        List<HostNames> parts = parts(follower);
        return leads.stream().anyMatch(lead -> lead.state() != DriftState.SPLIT || explains(parts(lead), parts));
    }

    private static boolean explains(List<HostNames> lead, List<HostNames> parts) {
        if (!HostNames.union(parts).without(HostNames.union(lead)).isEmpty()) {
            return false;
        }
        for (HostNames alike : lead) {
            int met = 0;
            for (HostNames part : parts) {
                met += part.without(alike).size() < part.size() ? 1 : 0;
            }
            if (met > 1) {
                return false;
            }
        }
        return true;
    }

    private static List<HostNames> parts(Finding finding) {
        List<HostNames> parts = new ArrayList<>();
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment())
                    && value.standing() != EnvironmentValue.Standing.UNKNOWN) {
                parts.add(HostNames.of(value.hosts()));
            }
        }
        return parts;
    }
}
