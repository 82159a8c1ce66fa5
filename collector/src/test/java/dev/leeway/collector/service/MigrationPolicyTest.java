package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the shipped policy says of databases that are held against the scripts deployed beside them. */
class MigrationPolicyTest {
    private static final String SHOP = "database[shop]";
    private static final String PENDING = "migration[flyway]/pending";
    private static final Value NONE = set();

    private static Value set(String... texts) {
        return Value.SetOf.texts(Set.of(texts));
    }

    private static Compared pending(Object staging, Object prod) {
        return side("staging", host("a").section(SHOP, "server/product", "PostgreSQL", PENDING, staging))
                .and("prod", host("b").section(SHOP, "server/product", "PostgreSQL", PENDING, prod));
    }

    /** Production, where nobody found scripts. */
    private static Compared lost(Object staging) {
        return side("staging", host("a").section(SHOP, "server/product", "PostgreSQL", PENDING, staging))
                .and("prod", host("b").section(SHOP, "server/product", "PostgreSQL"));
    }

    @Test
    void reportsAMigrationThatTheDeployedCodeWaitsFor() {
        assertThat(lines(pending(NONE, set("7")).report()))
                .containsExactly("unexpected database[shop]/migration[flyway]/pending prod high");
        assertThat(lines(pending(set("7", "8"), set("7")).report()))
                .containsExactly(
                        "unexpected database[shop]/migration[flyway]/pending prod high",
                        "unexpected database[shop]/migration[flyway]/pending staging high");
    }

    private static final String FIRST = "migration[flyway]/checksum[1]";
    private static final String SECOND = "migration[flyway]/checksum[2]";

    private static Value tag(int content) {
        return new Value.Secret(List.of(RandomFleet.tag(0, content)), Presence.TAGGED);
    }

    @Test
    void reportsAMigrationOfOneNameAndTwoContents() {
        Report report = side("staging", host("a").section(SHOP, FIRST, tag(1), SECOND, tag(2)))
                .and("prod", host("b").section(SHOP, FIRST, tag(1), SECOND, tag(3)))
                .report();
        assertThat(lines(report)).containsExactly("different database[shop]/" + SECOND + " staging|prod high");
        assertThat(report.causes().get(0).summary()).contains("flyway migration 2 by its content");
    }

    @Test
    void takesAMigrationThatOneSideDidNotApplyForNoneOfOtherContent() {
        Report report = side(
                        "staging",
                        host("a").section(SHOP, "server/product", "PostgreSQL", FIRST, tag(1), SECOND, tag(2)))
                .and("prod", host("b").section(SHOP, "server/product", "PostgreSQL", FIRST, tag(1)))
                .report();
        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().gaps()).isEmpty();
    }

    @Test
    void findsNothingWhereNothingIsPending() {
        Report report = pending(NONE, NONE).report();
        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().gaps()).isEmpty();
    }

    @Test
    void reportsChangedScriptsAndDatabasesAheadOfTheirCode() {
        Report report = side(
                        "staging",
                        host("a").section(SHOP, "migration[flyway]/mismatch", NONE, "migration[rails]/ahead", NONE))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        SHOP,
                                        "migration[flyway]/mismatch",
                                        set("3"),
                                        "migration[rails]/ahead",
                                        set("9")))
                .report();
        assertThat(lines(report))
                .containsExactlyInAnyOrder(
                        "unexpected database[shop]/migration[flyway]/mismatch prod high",
                        "unexpected database[shop]/migration[rails]/ahead prod medium");
    }

    @Test
    void takesWhatNobodyLookedAtForUnknownAndNotForNothingPending() {
        Report report = lost(NONE).report();
        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.pattern()).isEqualTo("database[shop]/migration[flyway]/pending");
            assertThat(gap.environment()).isEqualTo("prod");
            assertThat(gap.reason()).contains("no scripts");
            assertThat(gap.required()).isFalse();
        });
    }

    @Test
    void doesNotTakeAMigrationForAppliedBecauseItsScriptIsNoLongerFound() {
        Report waiting = pending(NONE, set("7")).report();
        Report unseen = lost(NONE)
                .after(waiting)
                .asOf(waiting.asOf().plus(Duration.ofDays(1)))
                .report();
        assertThat(unseen.resolved()).isEmpty();
        assertThat(at(unseen, "database[shop]/migration[flyway]/pending", DriftState.UNKNOWN)
                        .severity())
                .isEqualTo(Severity.HIGH);

        Report applied = pending(NONE, NONE)
                .after(unseen)
                .asOf(unseen.asOf().plus(Duration.ofDays(1)))
                .report();
        assertThat(applied.resolved())
                .singleElement()
                .satisfies(drift -> assertThat(drift.id())
                        .isEqualTo(at(waiting, "database[shop]/migration[flyway]/pending", DriftState.UNEXPECTED)
                                .id()));
    }
}
