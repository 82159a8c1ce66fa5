package dev.leeway.collector.service;

import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Library;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Uncovered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says of versions and contents that differ where nobody knows whether they are what runs, because the archive was written
 * in place while a machine had it open.
 */
final class ChangedInUse {
    /** The reason the agent gives. */
    private static final String REASON = "changed in use";

    private final ComparisonRun run;
    private final Map<Scope, List<SectionGroup>> libraries = new HashMap<>();

    ChangedInUse(ComparisonRun run) {
        this.run = run;
        for (SectionGroup group : run.groups) {
            if (group.key().probe().equals("dependency")) {
                libraries
                        .computeIfAbsent(group.scope(), unused -> new ArrayList<>())
                        .add(group);
            }
        }
    }

    /** The findings, those it concerns with what is to be done first. */
    List<Finding> told(List<Finding> findings) {
        List<Finding> told = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            List<String> places = places(finding);
            told.add(places.isEmpty() ? finding : told(finding, String.join(" and ", places)));
        }
        return told;
    }

    private static Finding told(Finding finding, String places) {
        Explanation own = finding.explanation();
        return finding.explained(new Explanation(
                own.summary(),
                own.why(),
                "Restart " + finding.scope().name() + " in " + places + " first: there an archive was written"
                        + " in place, or touched, while in use, so what runs is unknown until then. "
                        + own.align(),
                own.unproven()));
    }

    /** The environments of a finding in which what it tells was changed in use. */
    private List<String> places(Finding finding) {
        Optional<Library> library =
                Library.of(finding.address()).filter(found -> found.tellsVersion() || found.tellsContent());
        boolean release = finding.address().path().text().equals("main/version");
        if (finding.scope().kind() != Scope.Kind.SERVICE
                || finding.disposition() == Disposition.WITHIN_LEEWAY
                || (library.isEmpty() && !release)) {
            return List.of();
        }
        List<String> places = new ArrayList<>();
        for (int environment = 0; environment < run.environments.size(); environment++) {
            String name = run.environments.name(environment);
            if (finding.between().contains(name) && changed(finding, environment)) {
                places.add(name);
            }
        }
        return places;
    }

    private boolean changed(Finding finding, int environment) {
        for (SectionGroup group : libraries.getOrDefault(finding.scope(), List.of())) {
            for (SectionVariant variant : group.environments().get(environment).variants()) {
                for (Uncovered uncovered : variant.section().uncovered()) {
                    if (uncovered.reason().equals(REASON)
                            && hides(variant.canonical(uncovered.pattern(), group.key()), group, finding)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether what runs of the library is behind the pattern, or, of a release, that of the service's own archive. */
    private static boolean hides(AddressPattern pattern, SectionGroup group, Finding finding) {
        String opening = group.key().text() + "/";
        if (!pattern.text().startsWith(opening)) {
            return false;
        }
        String path = pattern.text().substring(opening.length());
        if (finding.address().section().equals(group.key())) {
            String fact = finding.address().text();
            String library = fact.substring(0, fact.lastIndexOf('/') + 1);
            return pattern.matches(library + "running") || pattern.matches(library + "replaced");
        }
        return path.equals("maven[*]/running")
                || (path.indexOf('*') < 0
                        && path.endsWith("/replaced")
                        && Library.of(new Address(group.key(), new FactPath(path)))
                                .filter(library ->
                                        library.name().equals(finding.scope().name()))
                                .isPresent());
    }
}
