package dev.leeway.collector.service;

import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Library;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Facts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Libraries whose version no file of the deployment names: which one is installed was chosen by the day of that. */
final class UnpinnedLibraries {
    /** Where what is asked for lies beside what is installed, whatever it was built by. */
    private static final Set<String> INSTALLED_BY_FILE = Set.of("pypi", "npm");

    private final ComparisonRun run;
    private final Map<Place, Optional<SectionGroup>> groups = new HashMap<>();
    private final Map<Declared, Boolean> declared = new HashMap<>();

    private record Place(String section, Scope scope) {}

    private record Declared(Place place, int environment, String ecosystem) {}

    UnpinnedLibraries(ComparisonRun run) {
        this.run = run;
    }

    /** That a library is asked for without a version; empty where one is named, or where nothing asks for it. */
    Optional<String> asked(Finding finding) {
        return told(finding).filter(text -> text.indexOf(':') > 0);
    }

    /**
     * That nothing pins a library, and what is asked for instead; empty where something pins it, and where no file of the
     * deployment tells anything, so that the pins may have stayed elsewhere.
     */
    Optional<String> told(Finding finding) {
        Optional<Library> library =
                Library.of(finding.address()).filter(each -> INSTALLED_BY_FILE.contains(each.ecosystem()));
        Optional<Direction> direction = finding.direction();
        Place place = new Place(finding.address().section().text(), finding.scope());
        Optional<SectionGroup> group = library.isEmpty() || direction.isEmpty() ? Optional.empty() : group(place);
        if (library.isEmpty() || direction.isEmpty() || group.isEmpty()) {
            return Optional.empty();
        }
        int ahead = run.environments.names().indexOf(direction.get().ahead());
        FactPath path = FactPath.of(library.get().ecosystem(), library.get().key());
        FactRow row = new FactRow(group.get(), path.text(), Optional.empty(), List.of());
        if (!row.beside(ahead, path.child("declared").text()).isEmpty()) {
            return Optional.empty();
        }
        List<Value> asked = row.beside(ahead, path.child("requirement").text());
        if (!asked.isEmpty()) {
            return Optional.of("which nothing pins: " + asked.get(0).display() + " is asked for");
        }
        boolean filesTell = declared.computeIfAbsent(
                new Declared(place, ahead, library.get().ecosystem()),
                key -> filesTell(group.get(), key.environment(), key.ecosystem()));
        return filesTell ? Optional.of("which nothing pins") : Optional.empty();
    }

    private Optional<SectionGroup> group(Place place) {
        return groups.computeIfAbsent(
                place,
                key -> run.groups.stream()
                        .filter(each -> each.key().text().equals(key.section())
                                && each.scope().equals(key.scope()))
                        .findFirst());
    }

    private static boolean filesTell(SectionGroup group, int environment, String ecosystem) {
        return group.environments().get(environment).variants().stream()
                .anyMatch(variant -> filesTell(variant.section().facts(), ecosystem + "["));
    }

    private static boolean filesTell(Facts facts, String opening) {
        for (int i = 0; i < facts.size(); i++) {
            String path = facts.path(i);
            if (path.startsWith(opening) && (path.endsWith("]/requirement") || path.endsWith("]/declared"))) {
                return true;
            }
        }
        return false;
    }
}
