package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaCausesTest {
    private static final String DATABASE = "database[shop]";

    private static Object[] join(Object[]... parts) {
        List<Object> all = new ArrayList<>();
        Arrays.stream(parts).forEach(part -> all.addAll(Arrays.asList(part)));
        return all.toArray();
    }

    private static Object[] facts(Object... facts) {
        return facts;
    }

    private static Object[] table(String name, String... columns) {
        List<Object> facts = new ArrayList<>();
        String at = "table[" + name + "]/";
        facts.addAll(List.of(at + "kind", "table"));
        List<String> order = new ArrayList<>();
        for (String column : columns) {
            String[] words = column.split(" ", 2);
            order.add(words[0]);
            facts.addAll(List.of(at + "column[" + words[0] + "]/type", words[1]));
            facts.addAll(List.of(at + "column[" + words[0] + "]/nullable", true));
        }
        facts.addAll(List.of(at + "column-order", Value.ListOf.texts(order)));
        return facts.toArray();
    }

    private static Object[] flyway(String version) {
        return facts("migration[flyway]/latest", new Value.Version(version, VersionScheme.GENERIC));
    }

    private static Report report(String earlier, Object[] left, String later, Object[] right) {
        return side(earlier, host("a").section(DATABASE, left))
                .and(later, host("b").section(DATABASE, right))
                .report();
    }

    private static List<String> told(Report report) {
        return report.causes().stream()
                .filter(cause ->
                        cause.disposition() == Disposition.OPEN || cause.disposition() == Disposition.INFORMATIONAL)
                .map(cause -> cause.severity().text() + " " + cause.summary())
                .toList();
    }

    private static List<String> open(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.disposition() == Disposition.OPEN)
                .map(Cause::summary)
                .toList();
    }

    @Test
    void tellsATableWithAllThatIsInItOnce() {
        Object[] orders = table("public.orders", "id integer", "total numeric(10,2)");
        Report report = report(
                "staging",
                join(
                        orders,
                        table("public.refunds", "id integer", "order_id integer", "sum numeric(10,2)"),
                        facts("table[public.refunds]/index[order_id]/method", "btree"),
                        facts("grant[app]/table[public.refunds]", Value.SetOf.texts(List.of("SELECT"))),
                        facts("sequence[public.refunds.id]/type", "integer")),
                "prod",
                orders);

        assertThat(told(report))
                .containsExactly(
                        "high shop: table public.refunds (3 columns, 1 index) absent in prod, present in staging");
    }

    @Test
    void tellsEachTableByWhatDiffersInIt() {
        Report report = report(
                "staging",
                join(
                        table("public.orders", "id integer", "note text", "total numeric(10,2)"),
                        facts("table[public.orders]/index[status]/method", "btree"),
                        facts("table[public.orders]/index[status]/unique", false)),
                "prod",
                table("public.orders", "id integer", "total numeric(12,2)"));

        assertThat(told(report))
                .containsExactly("high shop: table public.orders, staging -> prod: column note text absent"
                        + " in prod; index (status) absent in prod; column total numeric(10,2) -> numeric(12,2)");
    }

    @Test
    void tellsAnIndexThatIsLackedForWhatItWas() {
        String[] columns = {"id integer", "total integer"};
        for (boolean unique : List.of(false, true)) {
            Report report = report(
                    "dev",
                    join(
                            table("public.orders", columns),
                            facts("table[public.orders]/index[status]/method", "btree"),
                            facts("table[public.orders]/index[status]/unique", unique),
                            facts("table[public.orders]/index[status]/valid", true)),
                    "prod",
                    table("public.orders", columns));

            assertThat(told(report))
                    .containsExactly((unique ? "high" : "medium")
                            + " shop: table public.orders, dev -> prod: index (status) absent in prod");
        }
    }

    @Test
    void tellsNoOrderWhereAColumnWasAdded() {
        Report report = report(
                "staging",
                table("public.orders", "id integer", "note text", "total integer"),
                "prod",
                table("public.orders", "id integer", "total integer"));

        assertThat(told(report))
                .containsExactly("high shop: table public.orders, staging -> prod: column note text absent in prod");
    }

    @Test
    void tellsAnotherOrderOfTheSameColumnsAsLow() {
        Report report = report(
                "staging",
                table("public.orders", "id integer", "note text", "total integer"),
                "prod",
                table("public.orders", "id integer", "total integer", "note text"));

        assertThat(told(report)).hasSize(1).allMatch(cause -> cause.startsWith("low shop: table public.orders"));
    }

    @Test
    void tellsManyLackedTablesOnce() {
        Object[] kept = table("public.kept", "id integer");
        Object[] left = kept;
        for (String name : List.of("public.a", "public.b", "public.c", "public.d", "public.e")) {
            left = join(left, table(name, "id integer"));
        }

        assertThat(told(report("staging", left, "prod", kept)))
                .containsExactly("high shop: 5 tables absent in prod, present in staging:"
                        + " public.a, public.b, public.c, public.d and 1 more");
    }

    @Test
    void tellsALackedSchemaOnce() {
        Object[] kept = join(facts("schema[public]/present", true), table("public.kept", "id integer"));
        Object[] left = join(
                kept,
                facts("schema[audit]/present", true),
                table("audit.a", "id integer"),
                table("audit.b", "id integer"),
                facts("view[audit.v]/kind", "view"));

        assertThat(open(report("staging", left, "prod", kept)))
                .containsExactly("shop: schema audit (2 tables, 1 view) empty or absent in prod, present in staging");
    }

    @Test
    void tellsOneChangeToManyTablesOnce() {
        Object[] left = {};
        Object[] right = {};
        for (String name : List.of("public.a", "public.b", "public.c")) {
            left = join(left, table(name, "id integer", "at timestamp without time zone", "tenant uuid"));
            right = join(right, table(name, "id integer", "at timestamp with time zone"));
        }

        assertThat(open(report("staging", left, "prod", right)))
                .containsExactly(
                        "shop: the same in 3 tables, staging -> prod: column tenant uuid absent in prod"
                                + " (public.a, public.b, public.c)",
                        "shop: the same in 3 tables, staging -> prod: column type timestamp without time zone ->"
                                + " timestamp with time zone (public.a, public.b, public.c)");
    }

    @Test
    void letsWhatAMigrationOnItsWayBringsFollowIt() {
        Report report = report(
                "staging",
                join(
                        flyway("12"),
                        table("public.orders", "id integer", "note text"),
                        table("public.refunds", "id integer")),
                "prod",
                join(flyway("11"), table("public.orders", "id integer")));

        assertThat(told(report))
                .containsExactly("info shop: flyway migration is 12 in staging, 11 in prod (major, staging ahead);"
                        + " with it table public.refunds, table public.orders");
    }

    @Test
    void tellsWhatOnlyProductionHasBesideAMigrationOnItsWay() {
        Report report = report(
                "staging",
                join(flyway("12"), table("public.orders", "id integer", "note text")),
                "prod",
                join(flyway("11"), table("public.orders", "id integer", "patched text")));

        assertThat(told(report))
                .first()
                .isEqualTo("medium shop: table public.orders, staging -> prod: column patched text absent in staging");
    }

    @Test
    void takesWhatOnlyProductionHasForGraveWithoutAMigration() {
        Report report = report(
                "staging",
                join(flyway("12"), table("public.orders", "id integer")),
                "prod",
                join(flyway("12"), table("public.orders", "id integer", "patched text")));

        assertThat(report.causes().get(0).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void tellsAMigrationThatProductionHasAloneAsOneGraveCause() {
        Report report = report(
                "staging",
                join(flyway("11"), table("public.orders", "id integer")),
                "prod",
                join(flyway("12"), table("public.orders", "id integer", "note text")));

        assertThat(told(report))
                .containsExactly("high shop: flyway migration is 11 in staging, 12 in prod (major, prod ahead);"
                        + " with it table public.orders");
    }

    @Test
    void tellsAnotherEngineOnceAndKeepsWhatMatters() {
        Object[] dev = join(
                facts("server/product", "H2", "server/setting[MODE]", "REGULAR", "server/setting[LOCK_MODE]", 3),
                table("public.orders", "id integer", "total character varying(20)", "at timestamp"),
                facts("role[app]/superuser", true),
                facts("table[public.orders]/index[total]/method", "btree"));
        Object[] prod = join(
                facts("server/product", "PostgreSQL", "server/setting[work_mem]", "4 MB"),
                table("public.orders", "id bigint", "total numeric(10,2)", "at timestamp with time zone"),
                facts("table[public.orders]/option[fillfactor]", "90"));

        assertThat(told(report("dev", dev, "prod", prod)))
                .containsExactly(
                        "high shop: server product is H2 in dev, PostgreSQL in prod; 8 differences of settings, spelling"
                                + " and what else engines have of their own go with it",
                        "high shop: table orders, dev -> prod: column total character varying(20) ->"
                                + " numeric(10,2)");
    }

    @Test
    void tellsPrivilegesRoleByRole() {
        Report report = report(
                "staging",
                facts(
                        "grant[app]/table[public.orders]",
                        Value.SetOf.texts(List.of("SELECT")),
                        "grant[app]/table[public.items]",
                        Value.SetOf.texts(List.of("SELECT")),
                        "role[app]/createdb",
                        false),
                "prod",
                facts(
                        "grant[app]/table[public.orders]",
                        Value.SetOf.texts(List.of("SELECT", "DELETE")),
                        "grant[app]/table[public.items]",
                        Value.SetOf.texts(List.of("SELECT", "UPDATE")),
                        "role[app]/createdb",
                        true));

        assertThat(told(report))
                .containsExactly("medium shop: role app, staging -> prod: UPDATE only in prod on table public.items;"
                        + " DELETE only in prod on table public.orders; createdb false -> true");
    }

    @Test
    void letsSettingsOfAnotherReleaseFollowIt() {
        Report report = report(
                "staging",
                facts(
                        "server/version",
                        new Value.Version("18.6", VersionScheme.GENERIC),
                        "server/setting[transaction_timeout]",
                        0,
                        "server/setting[timezone]",
                        "UTC"),
                "prod",
                facts(
                        "server/version",
                        new Value.Version("14.22", VersionScheme.GENERIC),
                        "server/setting[timezone]",
                        "Europe/Berlin"));

        assertThat(told(report))
                .containsExactly(
                        "high shop: server version is 18.6 in staging, 14.22 in prod (major, staging ahead);"
                                + " only one of them knows transaction_timeout",
                        "high shop: setting timezone is UTC in staging, Europe/Berlin in prod");
    }

    @Test
    void saysThatAColumnMayNotBeEmptyElsewhere() {
        Report report = report(
                "staging",
                facts("table[public.orders]/column[note]/nullable", true),
                "prod",
                facts("table[public.orders]/column[note]/nullable", false));

        assertThat(told(report))
                .containsExactly("high shop: table public.orders, staging -> prod: column note nullable true -> false");
    }

    @Test
    void leavesRowsAndCommentsAndNamesOfIndexesWithinLeeway() {
        Report report = report(
                "dev",
                facts("table[public.orders]/rows", "10^2", "table[public.orders]/index[a]/name", "one"),
                "prod",
                facts("table[public.orders]/rows", "10^7", "table[public.orders]/index[a]/name", "other"));

        assertThat(told(report)).isEmpty();
    }

    @Test
    void headsALackedSchemaByTheSchema() {
        Object[] left = facts(
                "schema[audit]/present", true,
                "routine[audit.a(integer)]/kind", "function",
                "routine[audit.a(integer)]/text", "x",
                "table[audit.log]/primary-key", Value.ListOf.texts(List.of("id")),
                "table[audit.log]/kind", "table");
        for (Report report : List.of(
                report("staging", left, "prod", facts()),
                report("dev", left, "prod", facts("schema[x]/present", true)))) {
            assertThat(told(report))
                    .anyMatch(cause -> cause.endsWith(
                            "shop: schema audit (1 routine, 1 table) empty or absent in prod, present in "
                                    + report.environments().get(0).name()));
        }
    }

    @Test
    void saysWhereAnAspectIsThatTheOtherSideHasNot() {
        Report report = report(
                "staging",
                table("public.orders", "id integer"),
                "prod",
                join(table("public.orders", "id integer"), facts("table[public.orders]/column[id]/collation", "C")));

        assertThat(told(report))
                .containsExactly("high shop: table public.orders, staging -> prod: column id collation C only in prod");
    }

    @Test
    void takesRightsOfProgramsForMediumEverywhere() {
        Object[] dev = facts(
                "grant[app]/table[public.orders]", Value.SetOf.texts(List.of("SELECT", "DELETE")),
                "grant[%7Bself%7D]/table[public.orders]", Value.SetOf.texts(List.of("SELECT", "DELETE")));
        Object[] prod = facts(
                "grant[app]/table[public.orders]", Value.SetOf.texts(List.of("SELECT")),
                "grant[%7Bself%7D]/table[public.orders]", Value.SetOf.texts(List.of("SELECT")));

        assertThat(told(report("dev", dev, "prod", prod)))
                .containsExactly(
                        "medium shop: role app, dev -> prod: DELETE only in dev on table public.orders",
                        "low shop: role {self}, dev -> prod: DELETE only in dev on table public.orders");
    }

    @Test
    void countsDatabasesAsDatabases() {
        TestHost staging = host("a");
        TestHost prod = host("b");
        for (String name : List.of("alpha", "bravo", "charlie", "delta", "echo")) {
            staging.section("database[" + name + "]", "server/setting[timezone]", "UTC", "server/setting[fsync]", "on");
            prod.section("database[" + name + "]", "server/setting[timezone]", "PST", "server/setting[fsync]", "off");
        }
        Report report = side("staging", staging).and("prod", prod).report();

        assertThat(open(report)).anyMatch(cause -> cause.contains("the same for 4 other databases"));
    }

    @Test
    void saysThatARoleIsAbsentOnce() {
        Object[] prod = facts(
                "role[app]/superuser",
                false,
                "role[app]/createdb",
                false,
                "role[app]/login",
                true,
                "grant[app]/table[public.orders]",
                Value.SetOf.texts(List.of("SELECT")));

        assertThat(open(report("staging", facts("role[other]/superuser", false), "prod", prod)))
                .contains(
                        "shop: role app, staging -> prod: absent in staging; SELECT only in prod on table public.orders");
    }

    private static Object[] role(boolean bypassing) {
        return facts(
                "role[shop_app]/superuser",
                false,
                "role[shop_app]/bypassrls",
                bypassing,
                "role[shop_app]/createdb",
                false,
                "role[shop_app]/createrole",
                false,
                "role[shop_app]/login",
                true);
    }

    @Test
    void leadsAnAbsentRoleByItsAbsenceAndNotByAnAttributeItNeverHad() {
        Object[] other = facts("role[other]/superuser", false);
        Report report = report("staging", join(other, role(false)), "prod", other);
        Cause cause = report.causes().get(0);
        Drift leading = report.drifts().stream()
                .filter(drift -> drift.id().equals(cause.drifts().get(0)))
                .findFirst()
                .orElseThrow();

        assertThat(told(report)).containsExactly("medium shop: role shop_app, staging -> prod: absent in prod");
        assertThat(leading.address().path().text()).isEqualTo("role[shop_app]/superuser");
        assertThat(leading.explanation().summary()).isEqualTo("shop: role shop_app absent in prod, present in staging");
        assertThat(leading.explanation().align()).startsWith("Make the role in prod");
        assertThat(report.drifts())
                .allSatisfy(drift -> assertThat(drift.explanation().align()).startsWith("Make the role in prod"));
        assertThat(told(report("dev", join(other, role(false)), "prod", other)))
                .containsExactly("low shop: role shop_app, dev -> prod: absent in prod");
    }

    @Test
    void takesAnAbsentRoleForAsGraveAsWhatItMayDoWhereItIs() {
        Object[] other = facts("role[other]/superuser", false);
        assertThat(told(report("staging", join(other, role(true)), "prod", other)))
                .containsExactly("high shop: role shop_app, staging -> prod: absent in prod");
        assertThat(told(report("staging", role(true), "prod", role(false))))
                .containsExactly("high shop: role shop_app, staging -> prod: bypassrls true -> false");
    }
}
