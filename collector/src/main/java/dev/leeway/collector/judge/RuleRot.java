package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.PolicyFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds rules that do nothing any more: a suppression nobody looks at is how drift hides. */
public final class RuleRot {
    private RuleRot() {}

    /**
     * What is to be said about the user's rules, in their order; the shipped ones are exempt.
     *
     * @param excusing rules but for which something would have been found, however equal the values are
     */
    public static List<PolicyFinding> findings(
            Policy policy, Environments environments, PolicySight sight, Set<Rule> excusing) {
        List<PolicyFinding> findings = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            Between between = new Between(rule.between(), environments);
            if (!rule.origin().shipped() && !excusing.contains(rule) && between.inPlay(environments.size())) {
                add(findings, rule, between, environments, sight);
            }
        }
        return findings;
    }

    private static void add(
            List<PolicyFinding> findings, Rule rule, Between between, Environments environments, PolicySight sight) {
        String what =
                "rule '" + rule.expectation().text() + "' on " + rule.match().text();
        boolean demands =
                rule.expectation() instanceof Expectation.Absent || rule.expectation() instanceof Expectation.Present;
        if (!sight.exists(rule.match())) {
            // A rule that wants something absent is kept when nothing matches.
            if (!demands && sight.complete(rule.match())) {
                findings.add(new PolicyFinding(
                        rule.origin().text(), "matchedNothing", what + " matches no fact; correct or remove it"));
            }
        } else if (tolerates(rule.expectation())
                && !sight.differs(rule.match(), between, environments.names())
                && sight.everywhere(rule.match(), between)) {
            findings.add(new PolicyFinding(
                    rule.origin().text(), "differenceGone", what + ": the difference it allows is gone; remove it"));
        }
    }

    private static boolean tolerates(Expectation expectation) {
        return expectation instanceof Expectation.Any
                || expectation instanceof Expectation.Leeway
                || expectation instanceof Expectation.Lag;
    }
}
