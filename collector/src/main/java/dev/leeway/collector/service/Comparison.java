package dev.leeway.collector.service;

import dev.leeway.collector.agreement.CommitAgreement;
import dev.leeway.collector.agreement.ComposeAgreement;
import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.cause.CauseGrouping;
import dev.leeway.collector.cause.OtherRoles;
import dev.leeway.collector.cause.Ranking;
import dev.leeway.collector.compare.PairCounts;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.image.ImageWeight;
import dev.leeway.collector.isolation.Isolation;
import dev.leeway.collector.judge.Demands;
import dev.leeway.collector.judge.Destinations;
import dev.leeway.collector.judge.DriftBudget;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Invariants;
import dev.leeway.collector.judge.LackedJdks;
import dev.leeway.collector.judge.Migrations;
import dev.leeway.collector.judge.OtherEngine;
import dev.leeway.collector.judge.Owners;
import dev.leeway.collector.judge.PolicySight;
import dev.leeway.collector.judge.PromotionJudge;
import dev.leeway.collector.judge.Releases;
import dev.leeway.collector.judge.Rollouts;
import dev.leeway.collector.judge.RuleRot;
import dev.leeway.collector.judge.Uniqueness;
import dev.leeway.collector.judge.Unjudged;
import dev.leeway.collector.judge.UnlistedEnvironments;
import dev.leeway.collector.judge.Verdicts;
import dev.leeway.collector.judge.Volatile;
import dev.leeway.collector.judge.Waivers;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Coverage;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.ProbeCoverage;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.report.Status;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares environments and says everything there is to say about it in one report. */
public final class Comparison {
    private static final Comparator<Finding> BY_ADDRESS = Comparator.comparing(Finding::address)
            .thenComparing(finding -> String.join("|", finding.between()))
            .thenComparing(Finding::id);

    /** What unlike hosts differ in comes last, as it came: in the order of the gravity it lost by being summarised. */
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Comparison::isOfUnlikeHosts)
            .thenComparing((one, other) -> isOfUnlikeHosts(one) ? 0 : BY_ADDRESS.compare(one, other));

    private Comparison() {}

    private static boolean isOfUnlikeHosts(Finding finding) {
        return finding.nature() == Finding.Nature.UNLIKE_HOSTS;
    }

    /**
     * The report of a comparison; the same for the same input, whatever order it comes in.
     *
     * @param sides the environments, each once
     * @throws IllegalArgumentException when there is no side, a side has no snapshot, or two are one environment
     */
    public static Report compare(List<Side> sides, Policy policy, Catalogue catalogue, ComparisonOptions options) {
        ComparisonRun run = new ComparisonRun(fleet(sides, policy, catalogue, options), policy, catalogue, options);
        run.walk();
        Isolation isolation = IsolationCheck.of(run);
        new AbsentSubjects(run, isolation).judge();
        Destinations destinations = Destinations.of(run.fleet);
        IsolationCheck.run(run, isolation, destinations);
        List<PolicyFinding> required = new RequiredFacts(run).check();
        SnapshotAges.check(run);
        run.fold();
        Invariants invariants = new Invariants(run.fleet, run.groups, policy, catalogue);
        acrossFacts(run, invariants);
        EarlierDrifts earlier = new EarlierDrifts(run);
        List<ResolvedDrift> resolved = earlier.settle();
        List<String> notes = Notes.of(run, earlier.notes());
        Waivers waivers = new Waivers(policy, run.fleet, options.asOf());
        LaggingLibraries lagging = new LaggingLibraries(run);
        RewrittenSettings rewritten = new RewrittenSettings(run);
        List<Finding> judged = UnaskedLeads.beside(run, run.findings, all -> rewritten.quieted(followed(all, lagging)));
        List<Finding> concerned = options.promotion()
                .map(way -> new PromotionJudge(way).judged(judged))
                .orElse(judged);
        List<Finding> calm = new Volatile(finding -> lifecycle(run, finding), options.asOf()).quieted(concerned);
        List<Finding> findings = new ArrayList<>(waivers.apply(calm));
        findings = new ChangedInUse(run).told(findings);
        findings.sort(ORDER);
        CauseGrouping causes = new CauseGrouping(
                findings,
                run.pairs.unlike(),
                run.together,
                destinations,
                new OtherRoles(run.environments.names(), run.groups),
                new Ranking(
                        run.environments.names(),
                        finding -> run.history.isNew(finding.id()) || isLapsedSince(run, finding)));
        return report(
                run, findings, causes, policyFindings(run, findings, waivers, invariants, required), resolved, notes);
    }

    /** Whether the earlier report had it accepted by a waiver that has ended since. */
    private static boolean isLapsedSince(ComparisonRun run, Finding finding) {
        return finding.isLapsed()
                && run.options
                        .previous()
                        .filter(report -> Status.heldAt(finding.waivedUntil(), report.asOf()))
                        .isPresent();
    }

    private static Lifecycle lifecycle(ComparisonRun run, Finding finding) {
        return run.history.lifecycle(finding.id(), finding.between(), finding.values());
    }

    /** What no row of equal facts tells: it counts against parity as any fact does that is not as it should be. */
    private static void acrossFacts(ComparisonRun run, Invariants invariants) {
        Demands demands = new Demands(run.rulings);
        List<Finding> told = new ArrayList<>(new CommitAgreement(run.fleet, demands).findings());
        told.addAll(new ComposeAgreement(run.fleet, demands).findings());
        told.addAll(new ImageWeight(run.fleet, demands).findings());
        told.addAll(invariants.findings());
        Uniqueness uniqueness =
                new Uniqueness(run.fleet, run.groups, run.rulings, run.catalogue, run.options.promotion());
        told.addAll(uniqueness.findings());
        for (List<Unjudged> gaps : List.of(invariants.unjudged(), uniqueness.unjudged())) {
            gaps.stream()
                    .filter(gap -> run.filter.admits(gap.address().section())
                            && run.filter.admits(
                                    gap.address().section(),
                                    gap.address().path().text()))
                    .forEach(run::gap);
        }
        invariants.unlooked().stream()
                .filter(gap -> run.filter.concerns(gap.fact()))
                .forEach(run::gap);
        Map<String, Finding> byId = new LinkedHashMap<>();
        for (Finding finding : told) {
            String path = finding.address().path().text();
            if (run.filter.admits(finding.address().section())
                    && run.filter.admits(finding.address().section(), path)) {
                byId.put(finding.id(), finding);
                boolean open = finding.disposition() == Disposition.OPEN;
                run.counts.in(finding.address().section().probe()).add(PairStanding.DIFFERENT, open ? 1 : 0);
            }
        }
        // What a row of equal facts told of the same is told better, but where a rule of the user's speaks: that
        // stands.
        run.findings.replaceAll(row -> {
            @Nullable Finding better = row.breaksUsersRule() ? byId.remove(row.id()) : null;
            return better == null ? row : row.graver(better.severity(), better.explanation());
        });
        run.findings.removeIf(row -> byId.containsKey(row.id()));
        run.findings.addAll(byId.values());
    }

    /** The findings, what follows a release, an engine or a migration judged as that is. */
    static List<Finding> followed(List<Finding> findings, LaggingLibraries lagging) {
        List<Finding> moved = Releases.followed(Rollouts.followed(LackedJdks.followed(findings)), lagging);
        return Migrations.followed(OtherEngine.followed(moved));
    }

    private static Fleet fleet(List<Side> sides, Policy policy, Catalogue catalogue, ComparisonOptions options) {
        if (sides.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare");
        }
        Map<String, List<Snapshot>> byName = new HashMap<>();
        Map<String, Instant> received = new HashMap<>();
        for (Side side : sides) {
            if (side.snapshots().isEmpty()) {
                throw new IllegalArgumentException("no snapshot of environment '" + side.environment() + "'");
            }
            byName.put(Environments.canonical(policy, side.environment()), side.snapshots());
            received.putAll(side.received());
        }
        Set<String> unnamed =
                sides.stream().filter(Side::unnamed).map(Side::environment).collect(Collectors.toSet());
        Environments environments =
                Environments.of(policy, sides.stream().map(Side::environment).toList(), unnamed);
        List<List<Snapshot>> snapshots = new ArrayList<>();
        environments.names().forEach(name -> snapshots.add(byName.getOrDefault(name, List.of())));
        return new Fleet(environments, snapshots, received, policy, catalogue, options.asOf());
    }

    private static Report report(
            ComparisonRun run,
            List<Finding> findings,
            CauseGrouping causes,
            List<PolicyFinding> ofPolicy,
            List<ResolvedDrift> resolved,
            List<String> notes) {
        List<Drift> drifts = new ArrayList<>(findings.size());
        Set<String> ids = new HashSet<>();
        EarlierValues earlier = new EarlierValues(run);
        Owners owners = new Owners(run.policy);
        for (Finding finding : findings) {
            ids.add(finding.id());
            drifts.add(finding.drift(causes.causeOf(finding), lifecycle(run, finding), earlier.change(finding))
                    .ownedBy(owners.of(finding.scope(), finding.address())));
        }
        Coverage coverage = coverage(run);
        long spent = DriftBudget.spent(causes.causes(), drifts, run.options.asOf());
        boolean over =
                run.policy.budget().isPresent() && spent > run.policy.budget().getAsInt();
        List<PolicyFinding> told = new ArrayList<>(ofPolicy);
        run.policy.budget().ifPresent(limit -> told.add(0, budget(run.policy.name(), spent, limit)));
        return new Report(
                run.options.asOf(),
                run.policy.name(),
                run.policy.id(),
                run.options.failOn(),
                Participants.of(run),
                over ? Verdict.DRIFT : Verdicts.of(findings, coverage.gaps(), run.options.failOn()),
                coverage,
                Growth.told(causes.causes(), run.options.previous()),
                drifts,
                resolved,
                told,
                notes,
                run.options.previous().map(Report::asOf),
                run.options.promotion(),
                run.history.remembered(ids, run.unseen),
                owners(run.policy, drifts),
                Optional.empty(),
                Collections.emptySortedMap(),
                SilentServices.of(run));
    }

    /** Who answers for the services that drift; of the others the report says nothing. */
    private static SortedMap<String, String> owners(Policy policy, List<Drift> drifts) {
        SortedMap<String, String> owners = new TreeMap<>();
        Owners named = new Owners(policy);
        Set<String> asked = new HashSet<>();
        for (Drift drift : drifts) {
            String name = drift.scope().name();
            if (drift.scope().kind() == Scope.Kind.SERVICE && asked.add(name)) {
                named.ofService(name).ifPresent(owner -> owners.put(name, owner));
            }
        }
        return owners;
    }

    private static PolicyFinding budget(String policy, long spent, int limit) {
        return spent > limit
                ? new PolicyFinding(
                        policy,
                        PolicyFinding.OVER_BUDGET,
                        "over the drift budget: open drift costs " + spent + " points, and " + limit
                                + " are allowed; mend or accept the oldest and the gravest")
                : new PolicyFinding(
                        policy, "withinBudget", "drift budget: " + spent + " of " + limit + " points are spent");
    }

    private static Coverage coverage(ComparisonRun run) {
        PairCounts total = run.counts.total();
        List<ProbeCoverage> probes = new ArrayList<>();
        run.counts
                .byProbe()
                .forEach((probe, counts) -> probes.add(new ProbeCoverage(
                        probe,
                        counts.compared(),
                        counts.same(),
                        counts.allowed(),
                        counts.unknown(),
                        counts.notComparable())));
        return new Coverage(
                total.compared(),
                total.same(),
                total.allowed(),
                total.unknown(),
                total.notComparable(),
                total.presenceOnly(),
                total.unseen(),
                run.gaps.gaps(),
                probes);
    }

    /** The environments that snapshots say they are of, whatever the sides are called. */
    private static Set<String> named(ComparisonRun run) {
        Set<String> named = new HashSet<>();
        for (int environment = 0; environment < run.environments.size(); environment++) {
            for (AlignedHost host : run.fleet.hosts(environment)) {
                host.snapshot().host().environment().ifPresent(named::add);
            }
        }
        return named;
    }

    /** A comparison of part of the facts cannot tell which rules have nothing left to do. */
    private static List<PolicyFinding> policyFindings(
            ComparisonRun run,
            List<Finding> findings,
            Waivers waivers,
            Invariants invariants,
            List<PolicyFinding> required) {
        PolicySight sight = new PolicySight(run.groups, run.catalogue, findings, run.gaps.gaps());
        List<PolicyFinding> all = new ArrayList<>(UnlistedEnvironments.findings(run.policy, named(run)));
        all.addAll(required);
        boolean whole = run.filter.all();
        if (whole) {
            RuleRot rot = RuleRot.of(run.policy, run.fleet, sight, run.judge.excusing());
            all.addAll(rot.findings());
            rot.unseen().forEach(run::unseen);
            all.addAll(invariants.rot(sight));
        }
        for (PolicyFinding finding : waivers.findings(sight)) {
            if (whole || finding.kind().startsWith("expire")) {
                all.add(finding);
            }
        }
        return all;
    }
}
