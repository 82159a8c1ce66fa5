package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets what a migration changes follow it: where one environment is behind, its tables are as they were before, and the day on
 * which that is a drift is the migration's.
 *
 * <p>What only the environment behind has, a rule for rows among it, no migration brings there: it stands for itself, a little
 * less grave because a migration may take it away. Who may see and do what stands for itself too, as grave as ever, unless the
 * object it is about is not there at all.
 */
public final class Migrations {
    private static final String KIND = "migration";
    private static final String LATEST = "latest";
    /** What a database says of its own scripts and of what went wrong there, whatever the other has. */
    private static final Set<String> OWN = Set.of("failed", "dirty", "pending", "mismatch", "ahead");

    private final Map<List<String>, Finding> behind = new HashMap<>();
    private final Map<List<String>, Finding> histories = new HashMap<>();
    private final LackedObjects lacked;

    /** The migrations among {@code findings} that one of two environments has and another does not. */
    public Migrations(List<Finding> findings) {
        this.lacked = new LackedObjects(findings);
        for (Finding finding : findings) {
            Optional<SchemaFact> fact = SchemaFact.of(finding.address())
                    .filter(each -> each.kind().equals(KIND) && each.aspect().equals(LATEST));
            if (finding.state() == DriftState.DIFFERENT && finding.direction().isPresent() && fact.isPresent()) {
                behind.merge(finding.place(), finding, Migrations::graver);
                histories.put(history(finding, fact.get()), finding);
            }
        }
    }

    private static Finding graver(Finding one, Finding other) {
        return other.severity().compareTo(one.severity()) < 0 ? other : one;
    }

    private static List<String> history(Finding finding, SchemaFact fact) {
        List<String> history = new ArrayList<>(finding.place());
        history.add(fact.object());
        return history;
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
        Optional<SchemaFact> fact = SchemaFact.of(finding.address());
        Finding migration = behind.get(finding.place());
        boolean asks = finding.disposition() == Disposition.OPEN;
        if (migration == null || !asks || fact.isEmpty()) {
            return finding;
        }
        Optional<Finding> followed = of(finding);
        if (followed.isPresent()) {
            Finding lead = followed.get();
            return isLag(lead) && !lead.id().equals(finding.id())
                    ? finding.following(lead, following(finding, lead))
                    : finding;
        }
        boolean alone = fact.get().isOfSchema()
                && !fact.get().isOfSecurity()
                && (finding.state() == DriftState.MISSING || finding.state() == DriftState.DIFFERENT)
                && finding.severity().atLeast(Severity.HIGH);
        return alone ? finding.lessened(Severity.MEDIUM, doubtful(finding, migration)) : finding;
    }

    private static Explanation following(Finding finding, Finding migration) {
        Explanation told = finding.explanation();
        Direction direction = migration.direction().orElseThrow();
        String tool = SchemaFact.of(migration.address()).map(SchemaFact::object).orElse("");
        return new Explanation(
                told.summary(),
                "It goes with migrations of " + tool + " that " + direction.ahead() + " has and " + direction.behind()
                        + " has yet to apply.",
                told.align(),
                told.unproven());
    }

    private static Explanation doubtful(Finding finding, Finding migration) {
        Explanation told = finding.explanation();
        String lagging = migration.direction().map(Direction::behind).orElse("");
        String way = finding.state() == DriftState.MISSING ? " takes it away," : " changes it,";
        return new Explanation(
                told.summary(),
                "If no migration that " + lagging + " has yet to apply" + way
                        + " it was made by hand and was rehearsed nowhere.",
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

    /** The migration that explains a finding; empty where none does. */
    public Optional<Finding> of(Finding finding) {
        Optional<SchemaFact> fact = SchemaFact.of(finding.address());
        if (fact.isEmpty() || !behind.containsKey(finding.place())) {
            return Optional.empty();
        }
        if (fact.get().kind().equals(KIND)) {
            return Optional.ofNullable(histories.get(history(finding, fact.get())))
                    .filter(latest -> finding.state() == DriftState.DIFFERENT
                            && fact.get().part().isEmpty()
                            && !OWN.contains(fact.get().aspect()));
        }
        return Optional.of(behind.get(finding.place())).filter(migration -> explains(migration, fact.get(), finding));
    }

    private boolean explains(Finding migration, SchemaFact fact, Finding finding) {
        String lagging = migration.direction().map(Direction::behind).orElse("");
        boolean lacks = finding.state() == DriftState.MISSING && finding.isMissingIn(lagging);
        if (lacks && lacked.within(fact, finding).isPresent()) {
            return fact.isOfSchema() || fact.isOfSecurity();
        }
        if (!fact.isOfSchema() || fact.isOfSecurity()) {
            return false;
        }
        // What goes to the later environment first is as grave as it is, and told as one.
        return lacks || (finding.state() == DriftState.DIFFERENT && !(fact.isRule() && isLag(migration)));
    }
}
