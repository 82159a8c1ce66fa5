package dev.leeway.collector.service;

import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Releases;
import dev.leeway.schema.report.Scope;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Libraries that lag though no release is on its way: the service is of one release on both sides, or the newer one was
 * chosen by the day of its installation because nothing pins it.
 */
final class LaggingLibraries implements Releases.Unexplained {
    private static final String VERSION = "main/version";
    /** A version that is given to every build until the release says nothing of which build it is. */
    private static final String UNFINISHED = "snapshot";

    private final ComparisonRun run;
    private final UnpinnedLibraries unpinned;
    private final Map<Scope, Optional<FactRow>> versions = new HashMap<>();

    LaggingLibraries(ComparisonRun run) {
        this.run = run;
        this.unpinned = new UnpinnedLibraries(run);
    }

    @Override
    public Optional<String> reason(Finding finding) {
        return sameRelease(finding).or(() -> unpinned.asked(finding));
    }

    private Optional<String> sameRelease(Finding finding) {
        int one = run.environments.names().indexOf(finding.between().get(0));
        int other = run.environments.names().indexOf(finding.between().get(1));
        Optional<FactRow> row = versions.computeIfAbsent(finding.scope(), this::ownVersion);
        return row.filter(version -> version.standing(one, other)
                        .filter(PairStanding.SAME::equals)
                        .isPresent())
                .map(version -> version.beside(one, VERSION))
                .filter(values -> values.size() == 1)
                .map(values -> values.get(0).display())
                .filter(version -> !version.toLowerCase(Locale.ROOT).contains(UNFINISHED))
                .map(version -> "while both run " + version);
    }

    private Optional<FactRow> ownVersion(Scope scope) {
        Optional<SectionGroup> group = run.groups.stream()
                .filter(each -> each.scope().equals(scope)
                        && each.key().probe().equals("process")
                        && each.key().subject().isPresent())
                .findFirst();
        return group.flatMap(each -> new RowMaker(each, run.environments, run.catalogue).row(VERSION));
    }

    @Override
    public Optional<String> unpinned(Finding finding) {
        return unpinned.told(finding);
    }
}
