package dev.leeway.collector.service;

import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.Subject;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.history.History;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Settles what became of drifts an earlier report told and this comparison did not find: resolved where the fact was
 * seen, carried on as unknown where it was not.
 */
final class EarlierDrifts {
    private final ComparisonRun run;

    EarlierDrifts(ComparisonRun run) {
        this.run = run;
    }

    /** Adds to the findings of the run those that could not be seen, and returns the drifts that are no more. */
    List<ResolvedDrift> settle() {
        Set<String> found = new HashSet<>();
        run.findings.forEach(finding -> found.add(finding.id()));
        List<ResolvedDrift> resolved = new ArrayList<>();
        for (Drift drift : run.history.gone(found)) {
            boolean inPlay = run.environments.names().containsAll(drift.between())
                    && run.filter.admits(
                            drift.address().section(), drift.address().path().text());
            if (inPlay && seen(drift)) {
                resolved.add(History.resolved(drift));
            } else if (inPlay) {
                run.findings.add(carried(drift));
            }
        }
        return resolved;
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
        Optional<FactRow> row = rows.row(drift.address().path().text());
        if (row.isEmpty()) {
            return true;
        }
        for (int environment : between) {
            Optional<Tally> tally = row.get().tally(environment);
            if (tally.isPresent() && !tally.get().known()) {
                return false;
            }
        }
        return between.size() < 2
                || row.get()
                        .standing(between.get(0), between.get(1))
                        .filter(PairStanding.NOT_COMPARABLE::equals)
                        .isEmpty();
    }

    private boolean knownToLack(Drift drift, int environment) {
        if (drift.scope().kind() != Scope.Kind.SERVICE) {
            return false;
        }
        Subject subject = run.fleet.subject(
                drift.address().section().probe(), drift.scope().name());
        return run.census.presence(subject, environment) == Census.Presence.NOT_HERE;
    }

    private static Finding carried(Drift drift) {
        List<EnvironmentValue> values = drift.between().stream()
                .map(name -> new EnvironmentValue(
                        name, List.of(), EnvironmentValue.Standing.UNKNOWN, Optional.empty(), Optional.empty()))
                .toList();
        Explanation then = drift.explanation();
        String marker = "could not be observed this time; last told: ";
        String summary = then.summary().startsWith(marker) ? then.summary() : marker + then.summary();
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
                new Explanation(summary, then.why(), then.align(), then.unproven()),
                drift.judgedBy(),
                Finding.Nature.UNOBSERVED);
    }
}
