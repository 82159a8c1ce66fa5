package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.NOW;
import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes with a migration that one environment has yet to apply, and what does not. */
class MigrationCausesTest {
    private static final String DATABASE = "database[shop]";
    private static final String ORDERS = "table[public.orders]/";

    private static Object[] facts(Object... facts) {
        return facts;
    }

    private static Object[] join(Object[]... parts) {
        List<Object> all = new ArrayList<>();
        Arrays.stream(parts).forEach(part -> all.addAll(Arrays.asList(part)));
        return all.toArray();
    }

    private static Value set(String... members) {
        return Value.SetOf.texts(List.of(members));
    }

    /** A database with a table of its own, after {@code latest}. */
    private static Object[] at(int latest, Object... more) {
        return join(
                facts(
                        "server/product",
                        "PostgreSQL",
                        "migration[flyway]/latest",
                        new Value.Version(String.valueOf(latest), VersionScheme.GENERIC),
                        "migration[flyway]/applied",
                        latest,
                        ORDERS + "kind",
                        "table",
                        ORDERS + "column[id]/type",
                        "integer"),
                more);
    }

    private static Compared compared(Object[] staging, Object[] prod) {
        return side("staging", host("a").section(DATABASE, staging))
                .and("prod", host("b").section(DATABASE, prod));
    }

    private static List<String> told(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.disposition().text().matches("open|informational"))
                .map(cause -> cause.severity().text() + " " + cause.summary())
                .toList();
    }

    private static Map<String, String> severities(Report report) {
        return report.drifts().stream()
                .collect(Collectors.toMap(
                        Drift::id,
                        drift -> drift.severity().text() + " "
                                + drift.disposition().text()));
    }

    @Test
    void isHeadedByTheLastMigrationAndNotByHowManyThereAre() {
        Report report = compared(at(2), at(1)).report();

        assertThat(told(report))
                .containsExactly("info shop: flyway migration is 2 in staging, 1 in prod (major, staging ahead)");
        assertThat(report.causes().get(0).drifts()).hasSize(2);
    }

    @Test
    void staysOneCauseWhenTheMigrationHasWaitedTooLong() {
        Report report = compared(at(2), at(1)).report();
        Report later = compared(at(2, ORDERS + "column[note]/type", "text"), at(1))
                .after(report)
                .asOf(NOW.plus(Duration.ofDays(9)))
                .report();

        assertThat(told(later))
                .containsExactly("medium shop: flyway migration is 2 in staging, 1 in prod (major, staging ahead);"
                        + " with it table public.orders");
    }

    /** With one last migration another number is what differs. */
    @Test
    void tellsAnotherNumberOfMigrationsWhereTheLastIsTheSame() {
        Report report = compared(at(2), join(at(2), facts("migration[rails]/applied", 3)))
                .report();
        assertThat(told(report)).noneMatch(cause -> cause.contains("flyway"));

        Object[] skipped = at(2);
        skipped[5] = 1;
        assertThat(told(compared(at(2), skipped).report()))
                .containsExactly("info shop: flyway applied is 2 in staging, 1 in prod");
    }

    @Test
    void namesWhatIsLackedWhereScriptsTell() {
        Object[] behind = at(10, "migration[flyway]/pending", set("11", "12"));
        assertThat(told(compared(at(12, "migration[flyway]/pending", set()), behind)
                        .report()))
                .anyMatch(cause -> cause.startsWith("info shop: flyway migration is 12 in staging, 10 in prod"
                        + " (major, staging ahead); prod lacks 11, 12"));
        assertThat(told(compared(at(11, "migration[flyway]/pending", set("12")), behind)
                        .report()))
                .anyMatch(cause -> cause.contains("(major, staging ahead); prod lacks 11"))
                .noneMatch(cause -> cause.contains("lacks 11, 12"));
        // By hand, before any release that holds it.
        assertThat(told(compared(at(11), at(12, "migration[flyway]/ahead", set("12", "9")))
                        .report()))
                .anyMatch(cause -> cause.startsWith("high shop: flyway migration is 11 in staging, 12 in prod"
                        + " (major, prod ahead); staging lacks 12"));
    }

    /** Each: what staging holds and prod, empty for nothing; and what is told of it though a migration is on its way. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    table[public.orders]/row-security                | on     | off      | high
                    table[public.orders]/row-security                | off    | on       | high
                    table[public.orders]/policy[own]/command         | SELECT | -        | high
                    table[public.orders]/policy[own]/command         | -      | SELECT   | high
                    table[public.orders]/policy[own]/roles           | app    | PUBLIC   | high
                    routine[public.pay()]/security                   | definer| invoker  | high
                    role[app]/superuser                              | false  | true     | high
                    role[app]/createdb                               | true   | false    | medium
                    grant[app]/table[public.orders]                  | SELECT | DELETE   | medium
                    grant[app]/table[public.orders]                  | SELECT | -        | medium
                    """)
    void neverLetsAMigrationExcuseWhoMaySeeOrDoWhat(String path, String staging, String prod, String severity) {
        Object[] left = staging == null ? at(12) : at(12, path, staging);
        Object[] right = prod == null ? at(11) : at(11, path, prod);
        Report report = compared(left, right).report();
        assertThat(report.drifts().stream()
                        .filter(drift -> drift.address().path().text().equals(path))
                        .map(drift -> drift.severity().text()))
                .containsExactly(severity);
        assertThat(told(report).get(0)).startsWith(severity);
        assertThat(told(report)).anyMatch(cause -> cause.startsWith("info shop: flyway migration is 12"));
    }

    @Test
    void letsRightsOnWhatIsNotThereFollowIt() {
        Report report = compared(
                        at(
                                12,
                                "table[public.refunds]/kind",
                                "table",
                                "table[public.refunds]/row-security",
                                "on",
                                "table[public.refunds]/policy[own]/command",
                                "SELECT",
                                "grant[app]/table[public.refunds]",
                                set("SELECT", "INSERT")),
                        at(11))
                .report();

        assertThat(told(report))
                .containsExactly("info shop: flyway migration is 12 in staging, 11 in prod (major, staging ahead);"
                        + " with it table public.refunds");
    }

    /** A rule for rows that differs is two, of which only the environment behind has one. */
    @Test
    void tellsARuleForRowsThatWasChanged() {
        Report report = compared(
                        at(12, ORDERS + "check[amount]/definition", "amount > 0"),
                        at(11, ORDERS + "check[amount]/definition", "amount >= 0"))
                .report();

        assertThat(told(report))
                .containsExactly(
                        "medium shop: table public.orders, staging -> prod: check on (amount) amount > 0 -> amount >= 0",
                        "info shop: flyway migration is 12 in staging, 11 in prod (major, staging ahead)");
        assertThat(report.drifts().get(0).explanation().why()).contains("prod has yet to apply");
    }

    /** Whichever it is, and whatever it has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "trigger[log]/timing",
                "index[status]/method",
                "unique[number]",
                "foreign-key[customer]/references",
                "column[note]/type",
                "check[amount]/definition"
            })
    void tellsWhatOnlyTheEnvironmentBehindHasAsMedium(String part) {
        Object[] with = {ORDERS + part, "x"};
        for (Report report : List.of(
                compared(at(12), at(11, with)).report(),
                compared(at(11, with), at(12)).report())) {
            assertThat(report.drifts().stream()
                            .filter(drift -> drift.address().path().text().equals(ORDERS + part))
                            .map(Drift::severity))
                    .as(part)
                    .containsExactly(Severity.MEDIUM);
        }
        // Without a migration between them it is as grave as the policy has it.
        assertThat(compared(at(12), at(12, with)).report().causes().get(0).severity())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void isAsGraveAsTheGravestThingItExplains() {
        Report report = compared(
                        at(11, ORDERS + "column[id]/collation", "C"),
                        at(12, ORDERS + "column[id]/collation", "en_US", ORDERS + "column[note]/type", "text"))
                .report();
        report.causes()
                .forEach(cause -> report.drifts().stream()
                        .filter(drift -> cause.drifts().contains(drift.id()))
                        .forEach(drift -> assertThat(cause.severity()).isLessThanOrEqualTo(drift.severity())));
        assertThat(told(report)).hasSize(1).allMatch(cause -> cause.startsWith("high shop: flyway migration"));
    }

    @Test
    void isJudgedTheSameWhereOnlyPartOfItIsAskedFor() {
        Object[] staging = at(
                12,
                ORDERS + "column[note]/type",
                "text",
                ORDERS + "row-security",
                "on",
                ORDERS + "check[amount]/definition",
                "amount > 0");
        Object[] prod = at(
                11,
                ORDERS + "index[status]/method",
                "btree",
                ORDERS + "row-security",
                "off",
                ORDERS + "check[amount]/definition",
                "amount >= 0");
        Map<String, String> whole = severities(compared(staging, prod).report());

        Report tables = compared(staging, prod).only("database[*]/table[*]/**").report();
        assertThat(severities(tables)).isNotEmpty();
        assertThat(whole).containsAllEntriesOf(severities(tables));
        assertThat(tables.drifts())
                .noneMatch(drift -> drift.address().path().text().startsWith("migration"));
        Report rest =
                compared(staging, prod).ignore("database[*]/migration[*]/**").report();
        assertThat(severities(rest)).isNotEmpty();
        assertThat(whole).containsAllEntriesOf(severities(rest));
    }

    /** What goes with another engine, or another release, stays with it too. */
    @Test
    void isJudgedTheSameWithoutWhatLeadsIt() {
        Object[] h2 = {"server/product", "H2", "server/setting[MODE]", "REGULAR", ORDERS + "option[x]", "1"};
        Object[] postgresql = {"server/product", "PostgreSQL", "server/setting[timezone]", "UTC"};
        Map<String, String> whole = severities(compared(h2, postgresql).report());

        Map<String, String> part = severities(
                compared(h2, postgresql).only("database[*]/server/setting[*]").report());
        assertThat(part).isNotEmpty();
        assertThat(whole).containsAllEntriesOf(part);
    }
}
