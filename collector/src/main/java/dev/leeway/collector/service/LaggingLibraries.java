package dev.leeway.collector.service;

import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Library;
import dev.leeway.collector.judge.Releases;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Libraries that lag though no release is on its way: the service is of one release on both sides, or the newer one was
 * chosen by the day of its installation because nothing pins it.
 */
final class LaggingLibraries implements Releases.Unexplained {
    private static final String VERSION = "main/version";
    /** A version that is given to every build until the release says nothing of which build it is. */
    private static final String UNFINISHED = "snapshot";
    /** Where what is asked for lies beside what is installed, whatever it was built by. */
    private static final Set<String> INSTALLED_BY_FILE = Set.of("pypi", "npm");

    private final ComparisonRun run;
    private final Map<Scope, Optional<FactRow>> versions = new HashMap<>();
    private final Map<SectionKey, Optional<SectionGroup>> groups = new HashMap<>();

    LaggingLibraries(ComparisonRun run) {
        this.run = run;
    }

    @Override
    public Optional<String> reason(Finding finding) {
        return sameRelease(finding).or(() -> unpinned(finding));
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

    private Optional<String> unpinned(Finding finding) {
        Optional<Library> library =
                Library.of(finding.address()).filter(each -> INSTALLED_BY_FILE.contains(each.ecosystem()));
        Optional<Direction> direction = finding.direction();
        Optional<SectionGroup> group = groups.computeIfAbsent(
                finding.address().section(),
                key -> run.groups.stream()
                        .filter(each -> each.key().equals(key) && each.scope().equals(finding.scope()))
                        .findFirst());
        if (library.isEmpty() || direction.isEmpty() || group.isEmpty()) {
            return Optional.empty();
        }
        int ahead = run.environments.names().indexOf(direction.get().ahead());
        FactPath path = FactPath.of(library.get().ecosystem(), library.get().key());
        FactRow row = new FactRow(group.get(), path.text(), Optional.empty(), List.of());
        boolean pinned = !row.beside(ahead, path.child("declared").text()).isEmpty();
        List<Value> asked = row.beside(ahead, path.child("requirement").text());
        return pinned || asked.isEmpty()
                ? Optional.empty()
                : Optional.of("which nothing pins: " + asked.get(0).display() + " is asked for");
    }
}
