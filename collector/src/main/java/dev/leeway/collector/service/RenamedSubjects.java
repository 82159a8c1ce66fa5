package dev.leeway.collector.service;

import dev.leeway.collector.align.AlignedHost;
import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.SubjectJudge;
import dev.leeway.collector.judge.Waivers;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells once what is likely one subject under two names, with what lies behind the names.
 *
 * <p>The name of the later environment stands for both. What they would differ in as one subject is tried and counted, for a
 * name must not hide what is grave; but only the user can say that they are one, so each difference is not told by itself.
 */
final class RenamedSubjects {
    /** Every trial is a small comparison of its own. */
    private static final int MOST_TRIALS = 50;
    /** Replicas say much the same. */
    private static final int MOST_HOSTS = 20;

    private final ComparisonRun run;
    private final SubjectJudge judge;
    private int trials;

    RenamedSubjects(ComparisonRun run, SubjectJudge judge) {
        this.run = run;
        this.judge = judge;
    }

    /**
     * That an environment lacks a subject.
     *
     * @param subject the one it lacks
     * @param counterpart what the environment may have under another name
     * @param finding as judged
     */
    record Told(Subject subject, Optional<Subject> counterpart, Finding finding) {
        private String place() {
            return place(subject);
        }

        private String place(Subject other) {
            return other.kind() + "\n" + other.name() + "\n" + String.join("\n", finding.between());
        }
    }

    /** {@code all}, with those of two names made one. */
    List<Finding> once(List<Told> all) {
        Map<String, Told> byPlace = new HashMap<>();
        all.forEach(told -> byPlace.put(told.place(), told));
        List<Finding> findings = new ArrayList<>();
        for (Told told : all) {
            Optional<Told> other = told.counterpart().map(told::place).map(byPlace::get);
            if (other.isEmpty() || !alike(told.finding(), other.get().finding())) {
                findings.add(told.finding());
            } else if (leads(told, other.get())) {
                findings.add(both(told, other.get().subject()));
            } else {
                findings.add(told.finding().toldBy(other.get().finding()));
            }
        }
        return findings;
    }

    private boolean leads(Told told, Told other) {
        int one = run.environments.names().indexOf(told.finding().between().get(0));
        int two = run.environments.names().indexOf(told.finding().between().get(1));
        boolean inOne = run.census.presence(told.subject(), one) == Census.Presence.HERE;
        return judge.leads(told.subject(), other.subject(), inOne ? one : two, inOne ? two : one);
    }

    /** What the user has an answer to under one of the names keeps both. */
    private boolean alike(Finding one, Finding other) {
        return one.disposition() == other.disposition() && waived(one) == waived(other);
    }

    private boolean waived(Finding finding) {
        return new Waivers(run.policy, run.fleet, run.options.asOf())
                        .apply(List.of(finding))
                        .get(0)
                        .disposition()
                == Disposition.WAIVED;
    }

    private Finding both(Told told, Subject alias) {
        Finding finding = told.finding();
        Explanation then = finding.explanation();
        if (trials == MOST_TRIALS) {
            return finding.explained(with(then, "what they have in common was not compared"));
        }
        trials++;
        List<Finding> behind = behind(told.subject(), alias, finding.between());
        String one = "as one " + told.subject().kind();
        if (behind.isEmpty()) {
            return finding.explained(with(then, one + " nothing else is adrift"));
        }
        Severity gravest = behind.get(0).severity();
        boolean graver = gravest.compareTo(finding.severity()) < 0 && finding.disposition() == Disposition.OPEN;
        return finding.graver(
                graver ? gravest : finding.severity(),
                with(
                        then,
                        one + " they have " + behind.size()
                                + (behind.size() == 1 ? " drift, " : " drifts, the gravest ") + gravest.text() + ": "
                                + behind.get(0).explanation().summary()));
    }

    private static Explanation with(Explanation then, String more) {
        return new Explanation(then.summary() + "; " + more, then.why(), then.align(), then.unproven());
    }

    /** What would be open between the two if the policy gave them one name, the gravest first. */
    private List<Finding> behind(Subject canonical, Subject alias, List<String> between) {
        Policy policy = renaming(canonical, alias);
        List<List<Snapshot>> snapshots = new ArrayList<>();
        for (String name : between) {
            int environment = run.environments.names().indexOf(name);
            List<Snapshot> own = new ArrayList<>();
            addSome(own, run.census.bearers(canonical, environment));
            addSome(own, run.census.bearers(alias, environment));
            snapshots.add(own);
        }
        Environments two = Environments.of(policy, between);
        ComparisonOptions asked = run.options;
        ComparisonOptions options = new ComparisonOptions(
                asked.asOf(),
                asked.failOn(),
                asked.only(),
                asked.ignore(),
                asked.allowUnknown(),
                asked.expandHosts(),
                Optional.empty(),
                asked.within(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of());
        Fleet fleet = new Fleet(two, snapshots, run.fleet.received(), policy, run.catalogue, asked.asOf());
        ComparisonRun trial = new ComparisonRun(fleet, policy, run.catalogue, options);
        Scope scope = new Scope(Scope.Kind.SERVICE, canonical.name());
        trial.walk(group -> group.scope().equals(scope));
        List<Finding> open = new ArrayList<>();
        List<Finding> judged =
                new RewrittenSettings(trial).quieted(Comparison.followed(trial.findings, new LaggingLibraries(trial)));
        for (Finding finding : new Waivers(policy, fleet, asked.asOf()).apply(judged)) {
            // On whose server they are is told of all databases, whatever they are called.
            boolean counts =
                    !IsolationCheck.isTold(finding) && finding.between().equals(between);
            if (counts && finding.disposition() == Disposition.OPEN) {
                open.add(finding);
            }
        }
        open.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::address));
        return open;
    }

    private static void addSome(List<Snapshot> snapshots, List<AlignedHost> hosts) {
        for (AlignedHost host : hosts.subList(0, Math.min(MOST_HOSTS, hosts.size()))) {
            snapshots.add(host.snapshot());
        }
    }

    private Policy renaming(Subject canonical, Subject alias) {
        SortedMap<String, List<String>> services = new TreeMap<>(run.policy.services());
        List<String> names = new ArrayList<>(services.getOrDefault(canonical.name(), List.of()));
        names.add(alias.name());
        Optional.ofNullable(services.remove(alias.name())).ifPresent(names::addAll);
        services.put(canonical.name(), names);
        return run.policy.withServices(services);
    }
}
