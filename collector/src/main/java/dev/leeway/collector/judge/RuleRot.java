package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Reach;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.PolicyFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds rules that do nothing any more: a suppression nobody looks at is how drift hides. */
public final class RuleRot {
    private final Environments environments;
    private final PolicySight sight;
    private final HostRoles roles;
    private final Overlay overlay;
    private final List<PolicyFinding> findings = new ArrayList<>();
    private final List<Rule> unseen = new ArrayList<>();

    private RuleRot(Policy policy, Fleet fleet, PolicySight sight) {
        this.environments = fleet.environments();
        this.sight = sight;
        this.roles = new HostRoles(fleet);
        this.overlay = new Overlay(policy);
    }

    /**
     * Looks at the user's rules; the shipped ones are exempt.
     *
     * @param excusing rules but for which something would have been found, however equal the values are
     */
    public static RuleRot of(Policy policy, Fleet fleet, PolicySight sight, Set<Rule> excusing) {
        RuleRot rot = new RuleRot(policy, fleet, sight);
        for (Rule rule : policy.rules()) {
            Between between = new Between(rule.between(), rot.environments);
            if (!rule.origin().shipped() && between.inPlay(rot.environments.size())) {
                rot.add(rule, between, excusing.contains(rule));
            }
        }
        return rot;
    }

    /** What is to be said about the rules, in their order. */
    public List<PolicyFinding> findings() {
        return List.copyOf(findings);
    }

    /** Rules that want something present of which nobody knows whether it is, for not everybody looked. */
    public List<Rule> unseen() {
        return List.copyOf(unseen);
    }

    private void add(Rule rule, Between between, boolean excusing) {
        Reach reach = rule.reach();
        String what = "rule '" + rule.expectation().text() + "' on "
                + rule.match().text() + (reach.probes().isEmpty() ? "" : " of " + String.join(", ", reach.probes()));
        Optional<String> strange = roles.none(reach);
        List<Rule> over = overlay.of(rule);
        if (strange.isPresent()) {
            add(rule, "matchedNothing", what + ": no host has the role " + strange.get() + "; correct or remove it");
        } else if (!over.isEmpty()) {
            String by =
                    over.stream().map(each -> each.origin().text()).distinct().collect(Collectors.joining(", "));
            add(
                    rule,
                    "overlaid",
                    what + " decides nothing, for later rules speak in its place (" + by
                            + "); remove it, or move it below them");
        } else if (!excusing && !sight.exists(rule.match(), reach)) {
            // A rule that wants something absent is kept when nothing matches.
            if (!(rule.expectation() instanceof Expectation.Absent)) {
                unmatched(rule, what);
            }
        } else if (!excusing
                && tolerates(rule.expectation())
                && !sight.differs(rule.match(), reach, between, environments.names())
                && sight.everywhere(rule.match(), between)) {
            add(rule, "differenceGone", what + ": the difference it allows is gone; remove it");
        }
    }

    /** What is wanted and nobody has: a slip where all was seen, and else nobody knows. */
    private void unmatched(Rule rule, String what) {
        if (sight.complete(rule.match(), rule.reach())) {
            add(rule, "matchedNothing", what + " matches no fact; correct or remove it");
        } else if (rule.expectation() instanceof Expectation.Present) {
            unseen.add(rule);
        }
    }

    private void add(Rule rule, String kind, String message) {
        findings.add(new PolicyFinding(rule.origin().text(), kind, message));
    }

    private static boolean tolerates(Expectation expectation) {
        return expectation instanceof Expectation.Any
                || expectation instanceof Expectation.Leeway
                || expectation instanceof Expectation.Lag;
    }
}
