package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets what a migration changes follow it: where one environment is behind, its tables are as they were before, and the day on
 * which that is a drift is the migration's.
 *
 * <p>What only the environment behind has no migration on its way brings there: it stands for itself, a little less grave
 * because the migration may take it away.
 */
public final class Migrations {
    private final Map<List<String>, Finding> behind = new HashMap<>();

    /** The migrations among {@code findings} that one of two environments has and another does not. */
    public Migrations(List<Finding> findings) {
        for (Finding finding : findings) {
            boolean tells = finding.state() == DriftState.DIFFERENT
                    && finding.direction().isPresent()
                    && SchemaFact.of(finding.address())
                            .filter(fact -> fact.kind().equals("migration")
                                    && fact.aspect().equals("latest"))
                            .isPresent();
            if (tells) {
                behind.merge(place(finding), finding, Migrations::graver);
            }
        }
    }

    private static Finding graver(Finding one, Finding other) {
        return other.severity().compareTo(one.severity()) < 0 ? other : one;
    }

    private static List<String> place(Finding finding) {
        List<String> place = new ArrayList<>(finding.between());
        place.add(finding.address().section().text());
        return place;
    }

    /** The findings, each that follows a migration judged as that is. */
    public static List<Finding> followed(List<Finding> findings) {
        Migrations migrations = new Migrations(findings);
        if (migrations.behind.isEmpty()) {
            return findings;
        }
        List<Finding> followed = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            followed.add(migrations.judged(finding));
        }
        return followed;
    }

    private Finding judged(Finding finding) {
        Finding migration = behind.get(place(finding));
        boolean asks = finding.disposition() == Disposition.OPEN && !Releases.isJudgedByUser(finding);
        if (migration == null || !asks || !isOfSchema(finding) || !isLag(migration)) {
            return finding;
        }
        if (of(finding).isPresent()) {
            return finding.with(migration.severity(), migration.disposition(), finding.judgedBy(), migration.nature());
        }
        boolean alone =
                finding.state() == DriftState.MISSING && finding.severity().atLeast(Severity.HIGH);
        return alone ? finding.told(Severity.MEDIUM, doubtful(finding.explanation(), migration)) : finding;
    }

    private static Explanation doubtful(Explanation told, Finding migration) {
        String ahead = migration.direction().map(Direction::ahead).orElse("");
        return new Explanation(
                told.summary(),
                "If no migration that waits in " + ahead
                        + " takes it away, it was made by hand and was rehearsed nowhere.",
                told.align(),
                told.unproven());
    }

    private static boolean isLag(Finding migration) {
        return migration
                .direction()
                .flatMap(Direction::movement)
                .filter(Direction.Movement.LAG::equals)
                .isPresent();
    }

    private static boolean isOfSchema(Finding finding) {
        return SchemaFact.of(finding.address()).filter(SchemaFact::isOfSchema).isPresent();
    }

    /** The migration that explains a finding; empty where none does, and for migrations themselves. */
    public Optional<Finding> of(Finding finding) {
        Finding migration = behind.get(place(finding));
        if (migration == null || !isOfSchema(finding)) {
            return Optional.empty();
        }
        boolean explained = switch (finding.state()) {
            case DIFFERENT -> true;
            case MISSING ->
                lacks(finding, migration.direction().map(Direction::behind).orElse(""));
            default -> false;
        };
        return explained ? Optional.of(migration) : Optional.empty();
    }

    private static boolean lacks(Finding finding, String environment) {
        return finding.values().stream()
                .anyMatch(value -> value.environment().equals(environment)
                        && value.standing() == EnvironmentValue.Standing.MISSING);
    }
}
