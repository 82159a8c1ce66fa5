package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Library;
import dev.leeway.collector.judge.Releases;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds where drifts of libraries and of deployed files come from. */
final class LibraryOrigins {
    private final Releases releases;
    private final LibraryMoves moves;
    private final Packaging packaging = new Packaging();
    private final Map<Place, Finding> versions = new HashMap<>();
    /** Services whose own artefact is of one version and of several contents, each with where. */
    private final Set<String> rebuilt = new HashSet<>();
    /** Services under which archives were exchanged. */
    private final Set<String> exchanged = new HashSet<>();

    private static final Set<String> FROM_ELSEWHERE = Set.of("editable", "linked", "source", "revision");

    private record Place(Scope scope, List<String> between, String ecosystem, String key) {}

    LibraryOrigins(List<Finding> findings) {
        this.releases = new Releases(findings.stream()
                .filter(finding -> finding.disposition() != Disposition.WITHIN_LEEWAY)
                .toList());
        List<Finding> own = findings.stream()
                .filter(finding -> releases.of(finding).isEmpty())
                .toList();
        this.moves = new LibraryMoves(own);
        for (Finding finding : findings) {
            Library.of(finding.address()).ifPresent(library -> note(finding, library));
            packaging.note(finding);
        }
    }

    private void note(Finding finding, Library library) {
        if (library.tellsVersion()) {
            versions.put(place(finding, library), finding);
        }
        boolean own = library.name().equals(finding.scope().name());
        if (library.tellsContent() && own && finding.state() == DriftState.DIFFERENT) {
            rebuilt.add(place(finding));
        }
        if (library.aspect().equals("replaced") && finding.disposition() != Disposition.WITHIN_LEEWAY) {
            exchanged.add(whose(finding));
        }
    }

    private static Place place(Finding finding, Library library) {
        return new Place(finding.scope(), finding.between(), library.ecosystem(), library.key());
    }

    /** The origin of a finding; empty where it is neither of a release nor of a dependency in company. */
    Optional<Origin> of(Finding finding) {
        Optional<Origin> release = releases.of(finding).map(LibraryOrigins::release);
        if (release.isPresent()) {
            return release;
        }
        if (!Library.isDependency(finding.address())) {
            boolean follows = exchanged.contains(whose(finding)) && isStale(finding);
            return follows ? Optional.of(new Origin(Origin.Kind.REPLACED, whose(finding))) : Optional.empty();
        }
        String path = finding.address().path().text();
        String aspect = path.substring(path.lastIndexOf('/') + 1);
        String what = place(finding);
        if (path.startsWith("file")) {
            return packaging.of(finding).or(() -> Optional.of(new Origin(Origin.Kind.FILES, what)));
        }
        if (path.startsWith("stray")) {
            return packaging.of(finding);
        }
        if (path.startsWith("artefact")) {
            return rebuilt.contains(what) ? Optional.of(content(finding, what)) : Optional.empty();
        }
        if (path.startsWith("classpath/duplicate[")) {
            return Optional.of(new Origin(Origin.Kind.LIBRARIES, what + "|duplicates"));
        }
        return switch (aspect) {
            case "replaced", "running" -> Optional.of(new Origin(Origin.Kind.REPLACED, whose(finding)));
            case "unmet", "mismatch" -> Optional.of(new Origin(Origin.Kind.UNMET, whose(finding)));
            default -> Library.of(finding.address()).flatMap(library -> ofLibrary(finding, library, what));
        };
    }

    /** Whether a process is seen to run files that the disk no longer holds. */
    private static boolean isStale(Finding finding) {
        return finding.address().section().probe().equals("process")
                && finding.address().path().text().startsWith("stale/");
    }

    private static String place(Finding finding) {
        return whose(finding) + "|" + String.join("|", finding.between());
    }

    private static Origin release(Finding release) {
        return release(release.scope(), release.between());
    }

    static Origin release(Scope scope, List<String> between) {
        return new Origin(Origin.Kind.RELEASE, scope.name() + "|" + String.join("|", between));
    }

    static String whose(Finding finding) {
        return finding.scope().kind().text() + "|" + finding.scope().name();
    }

    private Optional<Origin> ofLibrary(Finding finding, Library library, String what) {
        if (library.tellsContent() && finding.state() == DriftState.DIFFERENT) {
            return library.ecosystem().equals("archive")
                    ? Optional.of(new Origin(Origin.Kind.LIBRARIES, what + "|archives"))
                    : Optional.of(content(finding, what));
        }
        Finding version = versions.get(place(finding, library));
        Finding of = version == null ? finding : version;
        if (rebuilt.contains(what) && !isHotfix(of) && finding.state() != DriftState.UNEXPECTED) {
            return Optional.of(content(finding, what));
        }
        // From where one library is taken is told of each library, whichever environments lack the word of it.
        if (of.state() == DriftState.MISSING && !FROM_ELSEWHERE.contains(library.aspect())) {
            return Optional.of(new Origin(Origin.Kind.LIBRARIES, what + "|missing|" + lacking(of)));
        }
        return moves.of(of).map(company -> new Origin(Origin.Kind.LIBRARIES, company));
    }

    /** Other bytes under one version; with what an archive ships and must not, where the service's own has other bytes. */
    private Origin content(Finding finding, String what) {
        Optional<Origin> mistake = rebuilt.contains(what) ? packaging.ofContent(finding) : Optional.empty();
        return mistake.orElseGet(() -> new Origin(Origin.Kind.LIBRARIES, what + "|content"));
    }

    private static boolean isHotfix(Finding finding) {
        return finding.direction()
                .flatMap(Direction::movement)
                .filter(Direction.Movement.HOTFIX::equals)
                .isPresent();
    }

    private static String lacking(Finding finding) {
        return finding.values().stream()
                .filter(value -> value.standing() == EnvironmentValue.Standing.MISSING
                        && finding.between().contains(value.environment()))
                .map(EnvironmentValue::environment)
                .findFirst()
                .orElse("");
    }
}
