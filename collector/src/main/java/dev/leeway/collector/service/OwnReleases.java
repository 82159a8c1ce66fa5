package dev.leeway.collector.service;

import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.judge.Releases;
import dev.leeway.schema.report.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which services are of one release in two environments, by what their processes say of themselves. */
final class OwnReleases implements Releases.SameRelease {
    private static final String VERSION = "main/version";
    /** A version that is given to every build until the release says nothing of which build it is. */
    private static final String UNFINISHED = "snapshot";

    private final ComparisonRun run;
    private final Map<Scope, Optional<FactRow>> versions = new HashMap<>();

    OwnReleases(ComparisonRun run) {
        this.run = run;
    }

    @Override
    public boolean isSeen(Scope scope, List<String> between) {
        if (between.size() != 2) {
            return false;
        }
        int one = run.environments.names().indexOf(between.get(0));
        int other = run.environments.names().indexOf(between.get(1));
        Optional<FactRow> row = versions.computeIfAbsent(scope, this::row);
        return row.flatMap(version -> version.standing(one, other))
                        .filter(PairStanding.SAME::equals)
                        .isPresent()
                && row.get().beside(one, VERSION).stream()
                        .noneMatch(value ->
                                value.display().toLowerCase(Locale.ROOT).contains(UNFINISHED));
    }

    private Optional<FactRow> row(Scope scope) {
        Optional<SectionGroup> group = run.groups.stream()
                .filter(each -> each.scope().equals(scope)
                        && each.key().probe().equals("process")
                        && each.key().subject().isPresent())
                .findFirst();
        return group.flatMap(each -> new RowMaker(each, run.environments, run.catalogue).row(VERSION));
    }
}
