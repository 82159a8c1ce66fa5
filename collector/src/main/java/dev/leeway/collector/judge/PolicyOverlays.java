package dev.leeway.collector.judge;

import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.report.PolicyFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells of a policy alone, without anything compared, which of its rules and waivers later ones leave nothing to say. */
public final class PolicyOverlays {
    private PolicyOverlays() {}

    /** One finding for each rule and waiver of the user that decides nothing, rules first, each in their order. */
    public static List<PolicyFinding> findings(Policy policy) {
        Overlay overlay = new Overlay(policy);
        List<PolicyFinding> findings = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            List<Rule> over = rule.origin().shipped() ? List.of() : overlay.of(rule);
            if (!over.isEmpty()) {
                findings.add(new PolicyFinding(
                        rule.origin().text(),
                        "overlaid",
                        "rule '" + rule.expectation().text() + "' on "
                                + rule.match().text() + " decides nothing, for later rules speak in its place ("
                                + over.stream()
                                        .map(Rule::origin)
                                        .map(Origin::text)
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + "); remove it, or move it below them"));
            }
        }
        for (Waiver waiver : policy.waivers()) {
            overlay.of(waiver)
                    .ifPresent(later -> findings.add(new PolicyFinding(
                            waiver.origin().text(),
                            "overlaid",
                            "waiver of " + waiver.match().text()
                                    + " does nothing that a later one does not do as long ("
                                    + later.origin().text() + "); remove it")));
        }
        return findings;
    }
}
