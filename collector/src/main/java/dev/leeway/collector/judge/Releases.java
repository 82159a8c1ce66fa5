package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets what a release of a service brings along follow it: other libraries, other files, and paths that hold its version.
 *
 * <p>What a release does not excuse stands for itself: libraries that go the other way, other bytes under one version, what
 * runs without being installed, and whatever a rule of the user speaks of.
 */
public final class Releases {
    private static final Set<String> SHIPPED_WITH =
            Set.of("version", "declared", "requirement", "revision", "replacement", "source", "build", "classes");
    private static final Set<String> OWN_TEXTS = Set.of("main/path", "workingDirectory");

    private final Map<Place, Finding> releases = new HashMap<>();

    private record Place(Scope scope, List<String> between) {}

    /** The releases among {@code findings}: services whose own version differs. */
    public Releases(List<Finding> findings) {
        for (Finding finding : findings) {
            if (finding.state() == DriftState.DIFFERENT && tells(finding)) {
                releases.merge(place(finding), finding, (one, other) -> isProcess(one) ? one : other);
            }
        }
    }

    private static boolean isProcess(Finding finding) {
        return finding.address().section().probe().equals("process");
    }

    /** Whether the finding says that a service is of another version. */
    private static boolean tells(Finding finding) {
        if (finding.scope().kind() != Scope.Kind.SERVICE) {
            return false;
        }
        return isProcess(finding)
                ? finding.address().path().text().equals("main/version")
                : Library.of(finding.address())
                        .filter(library -> library.tellsVersion()
                                && library.name().equals(finding.scope().name()))
                        .isPresent();
    }

    private static Place place(Finding finding) {
        return new Place(finding.scope(), finding.between());
    }

    /** Knows of libraries that only seem to wait for the promotion of a release. */
    public interface Unexplained {
        /** Why no release explains that a library lags, in words that go behind what it is; empty where one may. */
        Optional<String> reason(Finding finding);

        /** That nothing pins a library, in words that go behind what it is; empty where something does, or none can tell. */
        Optional<String> unpinned(Finding finding);
    }

    /**
     * The findings, with every follower of a release that is on its way made informational, and every library that lags
     * without any release made a drift.
     */
    public static List<Finding> followed(List<Finding> findings, Unexplained unexplained) {
        Releases releases = new Releases(findings);
        List<Finding> followed = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            boolean promoted = releases.of(finding)
                    .filter(release -> release.nature() == Finding.Nature.MOVING)
                    .isPresent();
            Optional<String> reason =
                    promoted || !isLaggingLibrary(finding) ? Optional.empty() : unexplained.reason(finding);
            boolean excused = promoted && finding.disposition() == Disposition.OPEN;
            Finding told = excused
                    ? finding.calmed(Finding.Nature.MOVING)
                    : reason.map(text -> asDrift(finding, text)).orElse(finding);
            followed.add(pinned(told, reason.isPresent(), unexplained));
        }
        return followed;
    }

    /** The finding, marked where nothing pins the library; {@code told} where its words say why it is a drift already. */
    private static Finding pinned(Finding finding, boolean told, Unexplained unexplained) {
        boolean ofVersion = finding.state() == DriftState.DIFFERENT
                && finding.nature() == Finding.Nature.FACT
                && Library.of(finding.address()).filter(Library::tellsVersion).isPresent();
        Optional<String> unpinned = ofVersion ? unexplained.unpinned(finding) : Optional.empty();
        if (unpinned.isEmpty()) {
            return finding;
        }
        Explanation said = finding.explanation();
        Finding marked = finding.of(Finding.Nature.UNPINNED);
        return told
                ? marked
                : marked.explained(new Explanation(
                        said.summary() + ", " + unpinned.get(), said.why(), said.align(), said.unproven()));
    }

    private static boolean isLaggingLibrary(Finding finding) {
        return finding.nature() == Finding.Nature.MOVING
                && finding.state() == DriftState.DIFFERENT
                && Library.isDependency(finding.address())
                && !finding.judge().user();
    }

    private static Finding asDrift(Finding finding, String reason) {
        Explanation told = finding.explanation();
        return finding.opened(
                Severity.MEDIUM,
                finding.judge(),
                new Explanation(
                        told.summary() + ", " + reason,
                        "No release on its way explains it, so that promoting one will not end it.",
                        told.align(),
                        told.unproven()));
    }

    /** The release a finding is part of: the finding that tells the service's own version. */
    public Optional<Finding> of(Finding finding) {
        Finding release = releases.get(place(finding));
        if (release == null || (finding.state() != DriftState.DIFFERENT && finding.state() != DriftState.MISSING)) {
            return Optional.empty();
        }
        boolean part = tells(finding)
                || (Library.isDependency(finding.address()) ? isShippedWith(finding) : isOwnText(finding, release));
        return part && sameWay(finding, release) ? Optional.of(release) : Optional.empty();
    }

    /** Whether the newer version is where the newer release is. */
    private static boolean sameWay(Finding finding, Finding release) {
        Optional<String> ahead = release.direction().map(Direction::ahead);
        Optional<String> own = finding.direction().map(Direction::ahead);
        return own.isEmpty() || own.equals(ahead);
    }

    private static boolean isShippedWith(Finding finding) {
        Optional<Library> library = Library.of(finding.address());
        if (library.isPresent()) {
            String aspect = library.get().aspect();
            return SHIPPED_WITH.contains(aspect)
                    || aspect.startsWith("shaded-in[")
                    || aspect.startsWith("location/")
                    || (aspect.equals("content") && library.get().ecosystem().equals("archive"));
        }
        String path = finding.address().path().text();
        return path.startsWith("file")
                || path.startsWith("classpath/")
                || path.startsWith("go/")
                || path.startsWith("artefact")
                || path.equals("node/depth");
    }

    /** Whether a path differs by the version in it and by nothing else. */
    private static boolean isOwnText(Finding finding, Finding release) {
        if (!isProcess(finding) || !OWN_TEXTS.contains(finding.address().path().text())) {
            return false;
        }
        List<String> texts = new ArrayList<>();
        for (String environment : finding.between()) {
            Optional<String> text = lone(finding, environment);
            Optional<String> version = lone(release, environment);
            if (text.isEmpty() || version.isEmpty()) {
                return false;
            }
            texts.add(Pattern.compile(Pattern.quote(version.get()) + "(?![0-9])")
                    .matcher(text.get())
                    .replaceAll(Matcher.quoteReplacement("{version}")));
        }
        return texts.stream().distinct().count() == 1;
    }

    private static Optional<String> lone(Finding finding, String environment) {
        List<String> values = finding.values().stream()
                .filter(value -> value.environment().equals(environment))
                .flatMap(value -> value.value().stream())
                .map(Value::display)
                .distinct()
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
