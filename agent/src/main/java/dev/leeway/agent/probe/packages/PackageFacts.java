package dev.leeway.agent.probe.packages;

import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells packages as facts: always the version, the rest where it is out of the ordinary. */
final class PackageFacts {
    /** Built for every architecture alike. */
    private static final Set<String> NEUTRAL = Set.of("", "all", "noarch", "(none)");

    private final SectionRecorder section;
    private final boolean sizes;

    /**
     * @param sizes whether sizes are told, too: of images, whose weight is somebody's business
     */
    PackageFacts(SectionRecorder section, boolean sizes) {
        this.section = section;
        this.sizes = sizes;
    }

    /** Records {@code packages} of one manager, found in {@code evidence}. */
    void record(List<InstalledPackage> packages, String evidence) {
        String usual = usualArchitecture(packages);
        for (InstalledPackage each : packages) {
            record(each, usual, evidence);
        }
    }

    private void record(InstalledPackage each, String usualArchitecture, String evidence) {
        FactPath path = FactPath.of(each.manager().segment(), PackageKey.of(each.name()));
        section.fact(
                path.child("version"),
                Observed.version(each.version(), each.manager().scheme()));
        if (!NEUTRAL.contains(each.architecture()) && !each.architecture().equals(usualArchitecture)) {
            section.fact(path.child("architecture"), Observed.text(each.architecture()), evidence);
        }
        each.origin().ifPresent(origin -> section.fact(path.child("origin"), Observed.text(origin), evidence));
        each.state().ifPresent(state -> section.fact(path.child("state"), Observed.text(state), evidence));
        if (sizes && each.size().isPresent()) {
            section.fact(path.child("size"), Observed.size(each.size().getAsLong()));
        }
        if (each.hold()) {
            section.fact(path.child("hold"), Observed.flag(true), evidence);
        }
    }

    /** The architecture most packages were built for: only what differs from it is worth a fact of its own. */
    private static String usualArchitecture(List<InstalledPackage> packages) {
        Map<String, Integer> counts = new HashMap<>();
        packages.forEach(each -> counts.merge(each.architecture(), 1, Integer::sum));
        counts.keySet().removeAll(NEUTRAL);
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
