package dev.leeway.collector.judge;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Promotion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a comparison means for one promotion: a release that goes from one environment to another brings its own difference along,
 * and what either environment has by itself neither helps nor hinders it.
 */
public final class PromotionJudge {
    /** Who judged what comes along. */
    static final JudgedBy JUDGE = JudgedBy.leeway("promotion");

    /** Probes that look into what is deployed. */
    private static final Set<String> CARRIED = Set.of("dependency", "image");
    /** Those that look into images as they look at hosts: what is of a service is in its image. */
    private static final Set<String> IN_IMAGES = Set.of("package", "jdk");

    private static final Set<DriftState> FORBIDDEN =
            EnumSet.of(DriftState.UNEXPECTED, DriftState.BROKEN, DriftState.MISSING);

    private final String from;
    private final String to;

    /** Judges what is promoted along {@code way}. */
    public PromotionJudge(Promotion way) {
        this.from = way.from();
        this.to = way.to();
    }

    /**
     * The findings, those open that the promotion ends or does not concern made informational.
     *
     * <p>Migrations may come with a release that moves. Where none does, whoever waits for them waits for nothing, and they are high.
     */
    public List<Finding> judged(List<Finding> findings) {
        Releases releases = new Releases(findings);
        Migrations migrations = new Migrations(findings);
        boolean promotes = findings.stream().anyMatch(finding -> isBrought(finding, releases));
        List<Finding> judged = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            boolean silent = finding.disposition() == Disposition.WITHIN_LEEWAY;
            judged.add(silent ? finding : judged(finding, releases, migrations, promotes));
        }
        return judged;
    }

    private Finding judged(Finding finding, Releases releases, Migrations migrations, boolean promotes) {
        if (!concerns(finding)) {
            return alone(finding);
        }
        if (isBrought(finding, releases)) {
            return calm(finding, "It comes with the promotion.");
        }
        Optional<Finding> migration = migrations.of(finding).filter(this::isAhead);
        if (migration.isEmpty() || finding.judge().user()) {
            return finding;
        }
        // Which service's release brings them nobody knows; while any is on its way, they may wait as long as
        // migrations may.
        return !promotes && migration.get().id().equals(finding.id()) ? stranded(finding) : finding;
    }

    /** Whether it is a release that goes this way, or part of one. */
    private boolean isBrought(Finding finding, Releases releases) {
        Optional<Finding> release = releases.of(finding).filter(this::isAhead);
        // A rule on how long a release may wait is met by promoting it; one on a part of it may mean something else.
        boolean itself = release.filter(each -> each.id().equals(finding.id())).isPresent();
        return concerns(finding)
                && release.isPresent()
                && (itself || !finding.judge().user());
    }

    private boolean isAhead(Finding finding) {
        return finding.direction().map(Direction::ahead).filter(from::equals).isPresent();
    }

    /** Whether a release takes along what a probe tells. */
    public static boolean carries(SectionKey section) {
        return CARRIED.contains(section.probe())
                || (IN_IMAGES.contains(section.probe()) && section.subject().isPresent());
    }

    /** What one environment says by itself: what the release carries along, and what stops its migrations there. */
    private Finding alone(Finding finding) {
        boolean carried = FORBIDDEN.contains(finding.state())
                && carries(finding.address().section())
                && finding.between().equals(List.of(from));
        if (carried && finding.disposition() == Disposition.OPEN) {
            return finding.explained(
                    because(finding, finding.explanation().why() + " Promoting the release takes it to " + to + "."));
        }
        boolean stops = isMigration(finding) && finding.between().equals(List.of(to));
        return stops ? finding : calm(finding, "It is so whether or not the release is promoted.");
    }

    /** Whether it stands between the two; what they have in common with others, as a shared database, is told for each pair. */
    private boolean concerns(Finding finding) {
        return finding.between().size() > 1
                && finding.between().contains(from)
                && finding.between().contains(to);
    }

    private static boolean isMigration(Finding finding) {
        return SchemaFact.of(finding.address())
                .filter(fact -> fact.kind().equals("migration"))
                .isPresent();
    }

    private Finding calm(Finding finding, String why) {
        return finding.disposition() == Disposition.OPEN ? finding.beside(JUDGE, because(finding, why)) : finding;
    }

    private Finding stranded(Finding finding) {
        String why = "No service has another release in " + from + ", so that none of them brings these migrations: "
                + to + " runs what needs them without having them.";
        return finding.opened(Severity.HIGH, JUDGE, because(finding, why));
    }

    private static Explanation because(Finding finding, String why) {
        Explanation told = finding.explanation();
        return new Explanation(told.summary(), why, told.align(), told.unproven());
    }
}
