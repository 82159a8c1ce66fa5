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
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.util.ArrayList;
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

    @Test
    void saysWhatIsPendingAndThatItIsToBeApplied() {
        Explanation told = pending(NONE, set("7", "8")).report().drifts().get(0).explanation();

        assertThat(told.summary()).isEqualTo("shop: flyway migrations pending in prod: 7, 8");
        assertThat(told.align()).startsWith("Apply them");
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

    /** A history: its tool, last migration and number, and which have sums. */
    private static Object[] history(String tool, String latest, int applied, String... summed) {
        String opening = "migration[" + tool + "]/";
        List<Object> facts = new ArrayList<>(List.of("server/product", "PostgreSQL"));
        facts.addAll(List.of(opening + "latest", latest, opening + "applied", applied));
        for (String name : summed) {
            facts.add(opening + "checksum[" + name + "]");
            facts.add(tag(1));
        }
        return facts.toArray();
    }

    private static Report histories(Object[] staging, Object[] prod) {
        return side("staging", host("a").section(SHOP, staging))
                .and("prod", host("b").section(SHOP, prod))
                .report();
    }

    private static final String LACKED = "missing database[shop]/migration[flyway]/checksum[%s] staging|prod high";

    @Test
    void reportsOtherMigrationsOfOneNumberAndOneLast() {
        Report report = histories(history("flyway", "4", 3, "1", "2", "4"), history("flyway", "4", 3, "1", "3", "4"));
        assertThat(lines(report)).containsExactly(LACKED.formatted("2"), LACKED.formatted("3"));
        assertThat(report.causes().get(0).summary())
                .startsWith("shop: flyway migration 2 absent in prod, applied in staging");
        assertThat(report.drifts().get(1).explanation().summary())
                .isEqualTo("shop: flyway migration 3 absent in staging, applied in prod");
    }

    @Test
    void tellsMigrationsBelowABaselineForNoneThatLack() {
        assertThat(lines(histories(history("flyway", "4", 3, "1", "2", "4"), history("flyway", "4", 3, "3.1", "4"))))
                .containsExactly(LACKED.formatted("3.1"));
        assertThat(lines(histories(history("flyway", "4", 3, "2", "4"), history("flyway", "4", 3, "3", "4"))))
                .containsExactly(LACKED.formatted("3"));
        assertThat(lines(histories(history("flyway", "4", 4, "1", "2", "4"), history("flyway", "4", 4, "1", "3", "4"))))
                .containsExactly(LACKED.formatted("2"), LACKED.formatted("3"));
    }

    @Test
    void leavesToTheLastMigrationAndTheirNumberWhatTheyTell() {
        assertThat(lines(histories(history("flyway", "4", 3, "1", "2", "4"), history("flyway", "4", 2, "1", "4"))))
                .noneMatch(line -> line.contains("checksum"));
        assertThat(lines(histories(history("flyway", "4", 3, "1", "2", "4"), history("flyway", "5", 3, "1", "2", "5"))))
                .noneMatch(line -> line.contains("checksum"));
        assertThat(lines(histories(history("liquibase", "b", 2, "db%2Fa.xml::a", "db%2Fa.xml::b"), none())))
                .noneMatch(line -> line.contains("checksum"));
    }

    private static Object[] none() {
        return new Object[] {"server/product", "PostgreSQL"};
    }

    @Test
    void takesAChangeSetOfAnotherPathOrRuleForNoneThatLacks() {
        Object[] staging = history("liquibase", "b", 2, "home%2Fdb%2Fa.xml::a (8)", "home%2Fdb%2Fa.xml::b (8)");
        assertThat(lines(histories(staging, history("liquibase", "b", 2, "db%2Fa.xml::a (8)", "db%2Fa.xml::b (8)"))))
                .isEmpty();
        assertThat(lines(histories(
                        staging, history("liquibase", "b", 2, "home%2Fdb%2Fa.xml::a (9)", "home%2Fdb%2Fa.xml::b"))))
                .isEmpty();
        assertThat(lines(histories(staging, history("liquibase", "b", 2, "db%2Fa.xml::c", "db%2Fa.xml::b"))))
                .hasSize(2);
        assertThat(lines(histories(staging, history("liquibase", "b", 2, "db%2Fa.xml::b"))))
                .isEmpty();
    }

    @Test
    void concludesNothingFromSumsThatLiquibaseMadeByAnotherRule() {
        Report report = side(
                        "staging", host("a").section(SHOP, "migration[liquibase]/checksum[shop.xml::1 (8)]", tag(1)))
                .and("prod", host("b").section(SHOP, "migration[liquibase]/checksum[shop.xml::1 (9)]", tag(2)))
                .report();
        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().gaps())
                .extracting(gap -> gap.environment() + " " + gap.pattern() + " " + gap.reason())
                .containsExactlyInAnyOrder(
                        "prod database[shop]/migration[liquibase]/checksum[*] the tool made its check sums by another rule",
                        "staging database[shop]/migration[liquibase]/checksum[*] the tool made its check sums by another rule");
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
