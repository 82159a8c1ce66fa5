package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Stray;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Artefacts that ship what they must not: what else is wrong with the same build is told with that. */
final class Packaging {
    /** Between an archive and what lies in it. */
    private static final String WITHIN = "!/";

    private final Map<Place, Set<String>> strays = new HashMap<>();

    private record Place(String whose, String environment) {}

    /** Notes a finding that tells of files which must not be shipped; passes over all others. */
    void note(Finding finding) {
        boolean asks = finding.state() == DriftState.UNEXPECTED
                && finding.disposition() != Disposition.WITHIN_LEEWAY
                && Stray.of(finding.address()).isPresent();
        if (asks) {
            String environment = finding.between().get(0);
            strays.computeIfAbsent(new Place(LibraryOrigins.whose(finding), environment), unused -> new HashSet<>())
                    .addAll(Stray.files(values(finding, environment)));
        }
    }

    /** The values of an environment. */
    static List<Value> values(Finding finding, String environment) {
        return finding.values().stream()
                .filter(value -> value.environment().equals(environment))
                .flatMap(value -> value.value().stream())
                .distinct()
                .toList();
    }

    /** The origin of what must not be shipped, or of a file that lies in an archive with such; empty for all others. */
    Optional<Origin> of(Finding finding) {
        if (Stray.of(finding.address()).isPresent()) {
            return finding.state() == DriftState.UNEXPECTED
                    ? Optional.of(origin(finding, finding.between().get(0)))
                    : Optional.empty();
        }
        String file = finding.address().path().segments().get(0).key().orElse("");
        return where(finding, shipped -> shipped.contains(file) || within(archive(file), shipped));
    }

    /** The origin of other bytes under the service's own version, where an archive of it ships what it must not. */
    Optional<Origin> ofContent(Finding finding) {
        return where(finding, shipped -> shipped.stream().anyMatch(file -> file.contains(WITHIN)));
    }

    private interface Shipped {
        boolean concerns(Set<String> files);
    }

    /** The later environment first: what ships there is the graver. */
    private Optional<Origin> where(Finding finding, Shipped shipped) {
        for (int i = finding.between().size() - 1; i >= 0; i--) {
            String environment = finding.between().get(i);
            Set<String> files = strays.get(new Place(LibraryOrigins.whose(finding), environment));
            if (files != null && holds(finding, environment) && shipped.concerns(files)) {
                return Optional.of(origin(finding, environment));
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Finding finding, String environment) {
        return finding.values().stream()
                .anyMatch(value -> value.environment().equals(environment)
                        && value.standing() == EnvironmentValue.Standing.PRESENT);
    }

    private static Origin origin(Finding finding, String environment) {
        return new Origin(Origin.Kind.PACKAGING, LibraryOrigins.whose(finding) + "|" + environment);
    }

    private static String archive(String file) {
        int end = file.indexOf(WITHIN);
        return end < 0 ? "" : file.substring(0, end + WITHIN.length());
    }

    private static boolean within(String archive, Set<String> files) {
        return !archive.isEmpty() && files.stream().anyMatch(file -> file.startsWith(archive));
    }
}
