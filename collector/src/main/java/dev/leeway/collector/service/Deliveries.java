package dev.leeway.collector.service;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a report on a whole fleet owes its reader about snapshots that did not come: an environment that delivered none, or
 * whose agents died, looks like one that has no drift. A comparison of two sides somebody chose expects no others.
 */
public final class Deliveries {
    /** What patterns call the snapshot of an environment or a host: {@code snapshot[staging]}. */
    static final String PROBE = "snapshot";

    /** A nightly snapshot is never older than this. */
    private static final Duration OLD = Duration.ofDays(2);

    private static final int MOST_NAMED = 3;

    private Deliveries() {}

    /**
     * {@code report} with the environments told that are not in it, the snapshots that are old, and the names of all environments.
     *
     * @param policy it was judged by; where that sets an age itself, snapshots beyond it are gaps already
     * @param fleet canonical names of the environments that should be there
     * @param awaited canonical names of others whose snapshots were to be read this time, and there were none
     * @param allowed gaps that do not make the result incomplete
     */
    public static Report addTo(
            Report report, Policy policy, List<String> fleet, List<String> awaited, List<AddressPattern> allowed) {
        List<String> notes = new ArrayList<>(report.notes());
        report.environments().forEach(environment -> clocks(environment).ifPresent(notes::add));
        return told(report, policy, fleet, awaited, allowed)
                .but()
                .notes(notes)
                .names(Environments.names(policy))
                .build();
    }

    /** By the moment of arrival a host is judged; its own clock is told where it would have misled. */
    private static Optional<String> clocks(ReportEnvironment environment) {
        List<String> off = new ArrayList<>();
        for (ReportHost host : environment.hosts()) {
            host.clockError()
                    .ifPresent(error -> off.add(host.name() + " (" + error.abs().toHours() + " hours "
                            + (error.isNegative() ? "behind)" : "ahead)")));
        }
        if (off.isEmpty()) {
            return Optional.empty();
        }
        String more = off.size() > MOST_NAMED ? " and " + (off.size() - MOST_NAMED) + " more" : "";
        return Optional.of(environment.name() + ": by when snapshots arrived, clocks are off, or the snapshots waited: "
                + String.join(", ", off.subList(0, Math.min(MOST_NAMED, off.size()))) + more);
    }

    private static Report told(
            Report report, Policy policy, List<String> fleet, List<String> awaited, List<AddressPattern> allowed) {
        List<String> here =
                report.environments().stream().map(ReportEnvironment::name).toList();
        List<Gap> gaps = new ArrayList<>();
        List<PolicyFinding> findings = new ArrayList<>();
        Set<String> expected = new LinkedHashSet<>(fleet);
        expected.addAll(awaited);
        for (String environment : expected) {
            if (!here.contains(environment)) {
                String address = SectionKey.of(PROBE, environment).text();
                boolean required = allowed.stream().noneMatch(pattern -> pattern.matches(address));
                gaps.add(new Gap(address, environment, List.of(), Outcome.NOT_REQUESTED, "not delivered", required, 0));
                findings.add(new PolicyFinding(
                        report.policyName(),
                        PolicyFinding.UNDELIVERED,
                        message(environment, fleet),
                        Optional.of(environment),
                        Optional.empty(),
                        List.of()));
            }
        }
        if (policy.maxAge().isEmpty()) {
            report.environments()
                    .forEach(environment -> old(report, environment).ifPresent(findings::add));
        }
        return findings.isEmpty() ? report : with(report, gaps, findings);
    }

    private static Optional<PolicyFinding> old(Report report, ReportEnvironment environment) {
        List<ReportHost> old = new ArrayList<>();
        for (ReportHost host : environment.hosts()) {
            if (Duration.between(host.heardAt(), report.asOf()).compareTo(OLD) > 0) {
                old.add(host);
            }
        }
        if (old.isEmpty()) {
            return Optional.empty();
        }
        old.sort(Comparator.comparing(ReportHost::heardAt).thenComparing(ReportHost::name));
        List<String> named = new ArrayList<>();
        for (ReportHost host : old.subList(0, Math.min(MOST_NAMED, old.size()))) {
            long days = Duration.between(host.heardAt(), report.asOf()).toDays();
            named.add(host.name() + " (" + days + " days)");
        }
        String more = old.size() > MOST_NAMED ? " and " + (old.size() - MOST_NAMED) + " more" : "";
        String message = environment.name() + ": old snapshots: " + String.join(", ", named) + more
                + ". See that the agents still run; 'maxAge: 2d' in the policy makes this incomplete (exit 3)";
        return Optional.of(new PolicyFinding(report.policyName(), PolicyFinding.OLD, message));
    }

    private static String message(String environment, List<String> fleet) {
        return environment
                + (fleet.contains(environment)
                        ? ": no snapshot. The policy lists this environment, and nothing of it was compared; see that"
                                + " its agents still deliver, or take it out of 'environments'"
                        : ": no snapshot. The directory that --environment names for it holds none, and nothing of it"
                                + " was compared; check the path, and that its agents still deliver");
    }

    private static Report with(Report report, List<Gap> gaps, List<PolicyFinding> findings) {
        List<Gap> allGaps = new ArrayList<>(gaps);
        allGaps.addAll(report.coverage().gaps());
        List<PolicyFinding> allFindings = new ArrayList<>(report.policyFindings());
        allFindings.addAll(findings);
        boolean incomplete = report.verdict() == Verdict.SAME && gaps.stream().anyMatch(Gap::required);
        return report.but()
                .verdict(incomplete ? Verdict.INCOMPLETE : report.verdict())
                .coverage(report.coverage().withGaps(allGaps))
                .policyFindings(allFindings)
                .build();
    }
}
