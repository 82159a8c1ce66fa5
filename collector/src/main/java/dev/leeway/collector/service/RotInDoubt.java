package dev.leeway.collector.service;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.judge.Between;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes back what a report says of rules and waivers that have nothing left to do, where what is not there may be what they are for: a
 * snapshot that could not be read, or an environment of the fleet that is not compared.
 */
public final class RotInDoubt {
    private static final Set<String> ROT = Set.of("differenceGone", "matchedNothing");

    private final Policy policy;
    private final Environments environments;
    private final List<Integer> absent = new ArrayList<>();

    private RotInDoubt(Report report, Policy policy, List<String> fleet) {
        List<String> here =
                report.environments().stream().map(ReportEnvironment::name).toList();
        Set<String> all = new TreeSet<>(here);
        all.addAll(fleet);
        this.policy = policy;
        this.environments = Environments.of(policy, all);
        fleet.stream()
                .filter(name -> !here.contains(name))
                .forEach(name -> absent.add(environments.names().indexOf(name)));
    }

    /**
     * {@code report} without what may be wrong of it, and with a note that counts that.
     *
     * @param policy it was judged by
     * @param fleet canonical names of the environments there are by the policy
     * @param unread whether any snapshot could not be read: nobody knows of which environment it is
     */
    public static Report without(Report report, Policy policy, List<String> fleet, boolean unread) {
        RotInDoubt doubt = new RotInDoubt(report, policy, fleet);
        List<PolicyFinding> kept = report.policyFindings().stream()
                .filter(finding -> !ROT.contains(finding.kind()) || !(unread || doubt.speaksOfAbsent(finding)))
                .toList();
        int taken = report.policyFindings().size() - kept.size();
        if (taken == 0) {
            return report;
        }
        List<String> notes = new ArrayList<>(report.notes());
        notes.add("whether " + taken + (taken == 1 ? " rule or waiver has" : " rules and waivers have")
                + " anything left to do was not judged, for not every snapshot was there");
        return report.but().policyFindings(kept).notes(notes).build();
    }

    /** Whether the rule or waiver it is about covers an environment that is not there. */
    private boolean speaksOfAbsent(PolicyFinding finding) {
        Optional<List<String>> between = policy.rules().stream()
                .filter(rule -> rule.origin().text().equals(finding.origin()))
                .map(Rule::between)
                .findFirst()
                .or(() -> policy.waivers().stream()
                        .filter(waiver -> waiver.origin().text().equals(finding.origin()))
                        .map(Waiver::between)
                        .findFirst())
                .or(() -> policy.invariants().stream()
                        .filter(invariant -> invariant.origin().text().equals(finding.origin()))
                        .map(invariant -> invariant.reach().between())
                        .findFirst());
        return between.filter(names -> covers(new Between(names, environments))).isPresent();
    }

    private boolean covers(Between between) {
        for (int one : absent) {
            for (int other = 0; other < environments.size(); other++) {
                if (between.single() ? between.covers(one) : one != other && between.covers(one, other)) {
                    return true;
                }
            }
        }
        return false;
    }
}
