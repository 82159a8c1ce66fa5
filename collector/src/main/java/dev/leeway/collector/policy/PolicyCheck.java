package dev.leeway.collector.policy;

import dev.leeway.collector.judge.Owners;
import dev.leeway.collector.judge.PatternOverlap;
import dev.leeway.collector.judge.PolicyOverlays;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.policy.Invariant;
import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Requirement;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.Waiver;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds in a policy that can be read what is worth mending all the same. */
public final class PolicyCheck {
    /** No probe tells a fact of such an address. */
    public static final String NO_FACT = "noSuchFact";
    /** A name of a service, or an owner, that goes with nothing. */
    public static final String NO_SERVICE = "noSuchService";

    private static final String EXPIRED = "expired";
    private static final String SOON = "expiresSoon";
    private static final long SOON_DAYS = 14;

    private final Policy policy;
    private final Catalogue catalogue;
    private final LocalDate today;
    private final List<PolicyFinding> findings = new ArrayList<>();

    private PolicyCheck(Policy policy, Catalogue catalogue, Instant asOf) {
        this.policy = policy;
        this.catalogue = catalogue;
        this.today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    }

    /**
     * What is to be said, in the order of the file.
     *
     * @param asOf decides by its date in UTC which waivers hold
     * @param report of a comparison by this policy; without one nothing is said of what snapshots would have to tell
     */
    public static List<PolicyFinding> findings(
            Policy policy, Catalogue catalogue, Instant asOf, Optional<Report> report) {
        PolicyCheck check = new PolicyCheck(policy, catalogue, asOf);
        // That a snapshot is old says nothing of the policy.
        report.ifPresent(told -> told.policyFindings().stream()
                .filter(finding -> !finding.kind().equals(PolicyFinding.OLD))
                .forEach(check.findings::add));
        check.rules();
        check.patterns();
        check.waivers();
        report.ifPresent(check::names);
        return sorted(check.findings);
    }

    private void add(Origin origin, String kind, String message) {
        boolean known = findings.stream()
                .anyMatch(each ->
                        each.origin().equals(origin.text()) && each.kind().equals(kind));
        if (!known || kind.equals(NO_FACT)) {
            findings.add(new PolicyFinding(origin.text(), kind, message));
        }
    }

    private void rules() {
        for (PolicyFinding finding : PolicyOverlays.findings(policy)) {
            boolean known = findings.stream()
                    .anyMatch(each -> each.origin().equals(finding.origin())
                            && each.kind().equals(finding.kind()));
            if (!known) {
                findings.add(finding);
            }
        }
    }

    private List<Rule> own() {
        return policy.rules().stream().filter(rule -> !rule.origin().shipped()).toList();
    }

    private void patterns() {
        for (Rule rule : own()) {
            pattern(rule.match(), rule.origin(), "rule on ");
        }
        for (Requirement requirement : policy.require()) {
            if (!requirement.origin().shipped()) {
                pattern(requirement.match(), requirement.origin(), "requirement ");
            }
        }
        for (Invariant invariant : policy.invariants()) {
            for (String operand : invariant.assertion().operands()) {
                pattern(AddressPattern.parse(operand), invariant.origin(), "invariant over ");
            }
        }
        for (Waiver waiver : policy.waivers()) {
            pattern(waiver.match(), waiver.origin(), "waiver of ");
        }
    }

    /** A fact that only a newer agent, or a team's own probe, tells is not in this release's catalogue. */
    private void pattern(AddressPattern pattern, Origin origin, String what) {
        int slash = pattern.text().indexOf('/');
        if (slash < 0) {
            return;
        }
        String opening = pattern.text().substring(0, slash).replaceFirst("\\[.*", "");
        List<FactEntry> facts = new ArrayList<>();
        boolean known = false;
        for (ProbeEntry probe : catalogue.probes()) {
            if (opening.indexOf('*') >= 0 || opening.equals(probe.name())) {
                known = true;
                facts.addAll(probe.facts());
            }
        }
        if (known && facts.stream().noneMatch(fact -> PatternOverlap.exists(pattern, fact.pattern()))) {
            add(
                    origin,
                    NO_FACT,
                    what + pattern.text() + ": no probe tells such a fact; see docs/facts.md for those there are");
        }
    }

    private void waivers() {
        for (Waiver waiver : policy.waivers()) {
            long left = ChronoUnit.DAYS.between(today, waiver.until());
            String what = "waiver of " + waiver.match().text();
            if (left < 0) {
                add(waiver.origin(), EXPIRED, what + " ended on " + waiver.until() + "; remove it, or renew it");
            } else if (left <= SOON_DAYS) {
                add(
                        waiver.origin(),
                        SOON,
                        what + " ends " + (left == 0 ? "today" : left == 1 ? "tomorrow" : "in " + left + " days")
                                + ", on " + waiver.until());
            }
        }
    }

    /** The policy says of names no line, so that they are told of the whole file. */
    private void names(Report report) {
        Set<String> there = new TreeSet<>();
        for (ReportEnvironment environment : report.environments()) {
            there.addAll(environment.services());
        }
        Set<String> owned = new HashSet<>();
        for (String key : policy.owners().keySet()) {
            if (!Owners.isPattern(key) && !there.contains(key)) {
                findings.add(new PolicyFinding(
                        policy.name(),
                        NO_SERVICE,
                        "owners: no snapshot has a service '" + key + "'; correct or remove it"));
            }
            owned.add(key);
        }
        policy.services().keySet().stream()
                .filter(name -> !there.contains(name) && !owned.contains(name))
                .forEach(name -> findings.add(new PolicyFinding(
                        policy.name(),
                        NO_SERVICE,
                        "services: no snapshot has '" + name + "' or one of its other names; correct or remove it")));
    }

    /** By line, so that the file can be mended from top to bottom. */
    private static List<PolicyFinding> sorted(List<PolicyFinding> findings) {
        List<PolicyFinding> sorted = new ArrayList<>(findings);
        sorted.sort((one, other) -> Integer.compare(line(one), line(other)));
        return sorted;
    }

    private static int line(PolicyFinding finding) {
        String text = finding.origin();
        String line = text.substring(text.lastIndexOf(':') + 1);
        return line.matches("[0-9]{1,8}") ? Integer.parseInt(line) : 0;
    }
}
