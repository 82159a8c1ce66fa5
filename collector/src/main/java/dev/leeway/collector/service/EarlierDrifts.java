package dev.leeway.collector.service;

import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.history.History;
import dev.leeway.collector.judge.DriftIds;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.JudgedBy;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Settles what became of drifts an earlier report told and this comparison did not find: resolved where the fact was
 * seen, carried on as unknown where it was not, be it that a probe failed, that a whole environment is away, or that nobody
 * asked. Only what an environment has that is away and that the policy does not list either is forgotten: it is told no more, and
 * was not seen to be gone.
 */
final class EarlierDrifts {
    private static final String UNSEEN = "could not be observed this time; last told: ";
    private static final String UNASKED = "was not looked at this time; last told: ";

    /** States that one host is enough for. */
    private static final Set<DriftState> OF_ONE_HOST =
            EnumSet.of(DriftState.BROKEN, DriftState.SPLIT, DriftState.UNEXPECTED);

    /** States that have ids of their own. */
    private static final Set<DriftState> FAMILIES =
            EnumSet.of(DriftState.BROKEN, DriftState.SPLIT, DriftState.UNEXPECTED, DriftState.SHARED);

    private final ComparisonRun run;
    /** Environments that are away, each with how many drifts the earlier report told of it. */
    private final SortedMap<String, Integer> away = new TreeMap<>();

    EarlierDrifts(ComparisonRun run) {
        this.run = run;
        run.options
                .previous()
                .ifPresent(report -> report.environments().forEach(environment -> miss(environment.name(), 0)));
    }

    private void miss(String environment, int drifts) {
        if (!run.environments.names().contains(environment)) {
            away.merge(environment, drifts, Integer::sum);
        }
    }

    /** Adds to the findings of the run those that could not be seen, and returns the drifts that are no more. */
    List<ResolvedDrift> settle() {
        Set<String> found = new HashSet<>();
        run.findings.forEach(finding -> found.add(finding.id()));
        List<ResolvedDrift> resolved = new ArrayList<>();
        for (Drift drift : run.history.gone(found)) {
            drift.between().forEach(environment -> miss(environment, 1));
            boolean asked = run.filter.admits(
                    drift.address().section(), drift.address().path().text());
            if (!run.environments.names().containsAll(drift.between())) {
                if (drift.between().stream().allMatch(this::expected)) {
                    run.findings.add(carried(drift, UNSEEN));
                } else {
                    run.unseen.add(drift.id());
                }
            } else if (!asked || !seen(drift) || run.untold.contains(drift.id())) {
                run.findings.add(carried(drift, asked ? UNSEEN : UNASKED));
            } else if (History.asked(drift)) {
                resolved.add(History.resolved(drift));
            }
        }
        return resolved;
    }

    /** Whether an environment is here or will be again, as far as the policy tells. */
    private boolean expected(String environment) {
        return run.environments.names().contains(environment) || Environments.listed(run.policy, environment);
    }

    /** What is to be said about environments that are away, once all is settled. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        away.forEach((environment, drifts) -> {
            String told = expected(environment)
                    ? " has no snapshot this time; not looked at: "
                    : " has no snapshot this time and is not in the policy's environments; forgotten: ";
            notes.add(environment + told + drifts + (drifts == 1 ? " drift" : " drifts") + " of the earlier report");
        });
        return notes;
    }

    private boolean seen(Drift drift) {
        Subject subject = run.fleet.subject(
                drift.address().section().probe(), drift.scope().name());
        if (drift.scope().kind() == Scope.Kind.SERVICE && run.tokens.of(subject).equals(drift.address())) {
            return drift.between().stream()
                    .map(name -> run.census.presence(
                            subject, run.environments.names().indexOf(name)))
                    .noneMatch(Census.Presence.UNKNOWN::equals);
        }
        Optional<SectionGroup> group = run.groups.stream()
                .filter(candidate -> candidate.scope().equals(drift.scope())
                        && candidate.key().equals(drift.address().section()))
                .findFirst();
        List<Integer> between = new ArrayList<>();
        drift.between().forEach(name -> between.add(run.environments.names().indexOf(name)));
        for (int environment : between) {
            boolean takesPart = group.isPresent()
                    && group.get().environments().get(environment).takesPart();
            if (!takesPart && !knownToLack(drift, environment)) {
                return false;
            }
        }
        return group.isEmpty() || told(group.get(), drift, between);
    }

    private boolean told(SectionGroup group, Drift drift, List<Integer> between) {
        RowMaker rows = new RowMaker(group, run.environments, run.catalogue);
        String path = drift.address().path().text();
        DriftState state = lastTold(drift);
        boolean ofValues = state == DriftState.BROKEN || state == DriftState.SHARED || state == DriftState.UNEXPECTED;
        // How a value differs is told of it as a whole where a host holds it so; what is wrong with a part, of that
        // alone.
        Optional<FactRow> row = rows.row(path).or(() -> ofValues ? rows.part(path) : Optional.empty());
        if (row.isEmpty()) {
            return true;
        }
        for (int environment : between) {
            Optional<Tally> tally = row.get().tally(environment);
            if (tally.isPresent() && (!tally.get().known() || mayHide(drift, environment, tally.get()))) {
                return false;
            }
        }
        return between.size() < 2
                || row.get()
                        .standing(between.get(0), between.get(1))
                        .filter(PairStanding.NOT_COMPARABLE::equals)
                        .isEmpty();
    }

    /** The state it was told in when it was last seen, which is in its id, however many nights it was carried on. */
    private static DriftState lastTold(Drift drift) {
        if (drift.state() != DriftState.UNKNOWN) {
            return drift.state();
        }
        for (DriftState state : FAMILIES) {
            if (drift.id().equals(DriftIds.drift(drift.scope(), drift.between(), drift.address(), state))) {
                return state;
            }
        }
        return DriftState.UNKNOWN;
    }

    /** Whether a host that held what was wrong by itself was not seen this time: the others say nothing of it. */
    private boolean mayHide(Drift drift, int environment, Tally tally) {
        if (!OF_ONE_HOST.contains(lastTold(drift))) {
            return false;
        }
        Set<String> unseen = new HashSet<>();
        tally.unknown().forEach(unknown -> unseen.addAll(unknown.hosts()));
        String name = run.environments.name(environment);
        return drift.values().stream()
                .filter(value -> value.environment().equals(name))
                .anyMatch(value -> value.hosts().stream().anyMatch(unseen::contains));
    }

    private boolean knownToLack(Drift drift, int environment) {
        if (drift.scope().kind() != Scope.Kind.SERVICE) {
            return false;
        }
        Subject subject = run.fleet.subject(
                drift.address().section().probe(), drift.scope().name());
        return run.census.presence(subject, environment) == Census.Presence.NOT_HERE;
    }

    /** What was told when the fact was last seen, however many nights ago. */
    private static String last(String summary) {
        for (String marker : new String[] {UNSEEN, UNASKED}) {
            if (summary.startsWith(marker)) {
                return summary.substring(marker.length());
            }
        }
        return summary;
    }

    /** Advice about a value is for those who see it. */
    private static String align(String marker) {
        return marker.equals(UNSEEN)
                ? "It could not be seen whether this still holds: see that agents deliver and may read it there."
                : "It was not looked at whether this still holds: compare again without leaving it out.";
    }

    /** Whoever held it has to be seen again before it is gone, however many nights later. */
    private static EnvironmentValue blank(Drift drift, String environment) {
        List<String> hosts = drift.values().stream()
                .filter(value -> value.environment().equals(environment))
                .flatMap(value -> value.hosts().stream())
                .toList();
        return new EnvironmentValue(
                environment, hosts, EnvironmentValue.Standing.UNKNOWN, Optional.empty(), Optional.empty());
    }

    private static Finding carried(Drift drift, String marker) {
        List<EnvironmentValue> values =
                drift.between().stream().map(name -> blank(drift, name)).toList();
        Explanation then = drift.explanation();
        String summary = marker + last(then.summary());
        return new Finding(
                drift.id(),
                drift.address(),
                drift.scope(),
                drift.between(),
                DriftState.UNKNOWN,
                drift.severity(),
                Disposition.INFORMATIONAL,
                values,
                Optional.empty(),
                new Explanation(summary, then.why(), align(marker), then.unproven()),
                JudgedBy.leeway(drift.judgedBy()),
                Finding.Nature.UNOBSERVED);
    }
}
