package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Report;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherEngineTest {
    private static final String DATABASE = "database[shop]";

    private static Report report(TestHost dev, TestHost prod) {
        return side("dev", dev).and("prod", prod).report();
    }

    private static List<String> open(Report report) {
        return report.causes().stream()
                .filter(cause -> cause.disposition() == Disposition.OPEN)
                .map(Cause::summary)
                .toList();
    }

    private static TestHost h2(Object... more) {
        return with(
                "H2",
                more,
                "schema[PUBLIC]/present",
                true,
                "table[PUBLIC.ORDERS]/kind",
                "table",
                "table[PUBLIC.ORDERS]/column[ID]/type",
                "bigint",
                "table[PUBLIC.ORDERS]/column[ID]/nullable",
                false,
                "table[PUBLIC.ORDERS]/column[ID]/identity",
                "by default",
                "table[PUBLIC.ORDERS]/primary-key",
                Value.ListOf.texts(List.of("ID")),
                "table[PUBLIC.ORDERS]/option[storage]",
                "cached",
                "table[PUBLIC.ORDERS]/foreign-key[CUSTOMER]/references",
                "PUBLIC.CUSTOMERS(ID)");
    }

    private static TestHost postgresql(Object... more) {
        return with(
                "PostgreSQL",
                more,
                "schema[public]/present",
                true,
                "table[public.orders]/kind",
                "table",
                "table[public.orders]/column[id]/type",
                "bigint",
                "table[public.orders]/column[id]/nullable",
                false,
                "table[public.orders]/column[id]/default",
                "nextval({self})",
                "table[public.orders]/primary-key",
                Value.ListOf.texts(List.of("id")),
                "table[public.orders]/foreign-key[customer]/references",
                "public.customers(id)");
    }

    private static TestHost sqlite(Object... more) {
        return with(
                "SQLite",
                more,
                "table[orders]/kind",
                "table",
                "table[orders]/column[id]/type",
                "integer",
                "table[orders]/column[id]/nullable",
                false,
                "table[orders]/primary-key",
                Value.ListOf.texts(List.of("id")),
                "table[orders]/foreign-key[customer]/references",
                "customers(id)");
    }

    private static TestHost with(String product, Object[] more, Object... facts) {
        Object[] all = new Object[facts.length + more.length + 2];
        all[0] = "server/product";
        all[1] = product;
        System.arraycopy(facts, 0, all, 2, facts.length);
        System.arraycopy(more, 0, all, facts.length + 2, more.length);
        return host(product.toLowerCase(Locale.ROOT)).section(DATABASE, all);
    }

    @Test
    void tellsOneCauseWhereOneSchemaLiesInH2AndInPostgresql() {
        assertThat(open(report(h2(), postgresql())))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("shop: server product is H2 in dev, PostgreSQL in prod");
    }

    @Test
    void tellsOneCauseWhereOneSchemaLiesInSqliteAndInPostgresql() {
        assertThat(open(report(sqlite(), postgresql())))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("shop: server product is SQLite in dev, PostgreSQL in prod");
    }

    @Test
    void tellsATableThatOneOfTwoEnginesLacks() {
        Report report = report(
                h2(), postgresql("table[public.refunds]/kind", "table", "table[public.refunds]/row-security", "off"));

        assertThat(open(report)).contains("shop: table refunds absent in dev, present in prod");
    }

    @Test
    void tellsAColumnThatIsANumberHereAndTextThere() {
        Report report = report(
                h2("table[PUBLIC.ORDERS]/column[TOTAL]/type", "character varying(20)"),
                postgresql("table[public.orders]/column[total]/type", "numeric(10,2)"));

        assertThat(open(report))
                .contains("shop: table orders, dev -> prod: column total character varying(20) -> numeric(10,2)");
    }

    @Test
    void saysThatTextsOfAnotherEngineCannotBeCompared() {
        Value one = new Value.Secret(List.of(new SecretTag("k-7f3a", "a".repeat(43))), Presence.TAGGED);
        Value other = new Value.Secret(List.of(new SecretTag("k-7f3a", "b".repeat(43))), Presence.TAGGED);
        Report report = report(
                h2("view[PUBLIC.SALES]/kind", "view", "view[PUBLIC.SALES]/text", one),
                postgresql("view[public.sales]/kind", "view", "view[public.sales]/text", other));

        assertThat(open(report)).hasSize(1);
        assertThat(report.coverage().notComparable()).isEqualTo(1);
        assertThat(report.coverage().gaps())
                .anyMatch(gap -> gap.pattern().equals("database[shop]/view[sales]/text")
                        && gap.reason().equals("written for another engine"));
    }

    @Test
    void keepsNamesApartThatDifferInTheirLettersAlone() {
        Report report = report(
                h2(),
                postgresql("table[public.Orders]/kind", "table", "table[public.Orders]/column[id]/type", "integer"));

        assertThat(open(report)).anyMatch(cause -> cause.contains("public.Orders"));
    }

    @Test
    void leavesGapsWhereTheyAreUnderTheNamesOfOthers() {
        TestHost dev = host("h2").partial(DATABASE, DATABASE + "/table[PUBLIC.ORDERS]/**", "server/product", "H2");
        Report report = report(dev, postgresql());

        assertThat(open(report)).hasSize(1);
    }

    @Test
    void tellsLettersApartWithinOneEngine() {
        Report report = report(
                postgresql("table[public.Items]/kind", "table"), postgresql("table[public.items]/kind", "table"));

        assertThat(open(report)).hasSize(2);
    }

    private static Report beside(String gap, String table) {
        return report(
                host("a").partial(DATABASE, DATABASE + "/" + gap, "server/product", "SQLite"),
                host("b").section(DATABASE, "server/product", "PostgreSQL", "table[" + table + "]/kind", "table"));
    }

    private static boolean missing(Report report, String table) {
        return report.drifts().stream()
                .anyMatch(drift -> drift.state() == DriftState.MISSING
                        && drift.address().text().contains("[" + table + "]"));
    }

    @Test
    void takesWhatOneEngineWasNotAskedForUnderItsOtherNameForUnknown() {
        assertThat(missing(beside("table[*{!public.*}]/**", "audit.log"), "audit.log"))
                .isFalse();
        assertThat(missing(beside("table[*{!public.*}]/**", "public.orders"), "orders"))
                .isTrue();
        assertThat(missing(beside("table[*{!*.orders}]/**", "public.orders"), "orders"))
                .isTrue();
        assertThat(missing(beside("table[*{!*.orders}]/**", "public.lines"), "lines"))
                .isFalse();
        assertThat(missing(beside("table[*.tmp_*]/**", "public.tmp_1"), "tmp_1"))
                .isFalse();
        assertThat(missing(beside("table[*.tmp_*]/**", "public.orders"), "orders"))
                .isTrue();
    }

    /** What a pattern of one engine says of a table that the other alone has. */
    @ParameterizedTest
    @CsvSource({
        "table[*{!app.*}{!public.*}]/**, audit.log, false",
        "table[*{!public.*}{!app.*}]/**, audit.log, false",
        "table[*{!app.*}{!public.*}]/**, app.log, true",
        "table[*{!app.*}{!public.*}]/**, public.orders, true",
        "table[*{!app.*}{!main.*}{!*.tmp}]/**, audit.log, false",
        "table[*{!app.*}{!main.*}{!*.tmp}]/**, audit.tmp, true",
        "table[*{!app.*}{!*.tmp}]/**, public.orders, false",
        "table[*{!app.*}{!*.tmp}]/**, public.tmp, true",
        "table[*{!public.a*}]/**, app.orders, false",
        "table[*{!public.a*}]/**, public.accounts, true",
        "table[*{!public.a*}]/**, public.orders, false",
        "table[*{!orders}]/**, public.orders, true",
        "table[*{!orders}]/**, public.lines, false",
        "table[*{!*.*}]/**, public.orders, false",
        "table[*{!*.*}]/**, app.orders, true",
        "table[*.*{!public.*}]/**, app.orders, false",
        "table[*.*{!public.*}]/**, public.orders, true",
        "table[public.*]/**, public.orders, false",
        "table[public.*]/**, app.orders, true",
        "table[*.*_old]/**, public.orders_old, false",
        "table[*.*_old]/**, public.orders, true"
    })
    void takesWhatWasLeftOutForUnknownInWhateverOrderItIsNamed(String gap, String table, boolean told) {
        String name = table.startsWith("public.") ? table.substring("public.".length()) : table;
        assertThat(missing(beside(gap, table), name)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "json[*{!app.*}{!public.*}]/**, json[audit.log.payload], false",
        "json[*{!app.*}{!public.*}]/**, json[orders.payload], true",
        "json[*{!app.*}]/**, json[orders.payload], false",
        "json[*{!orders.*}]/**, json[orders.payload], true",
        "sequence[*{!app.*}{!public.*}]/**, sequence[audit.numbers], false",
        "sequence[public.*]/**, sequence[orders.id], false",
        "grant[*]/table[*{!app.*}{!public.*}]/**, grant[app]/table[audit.log], false",
        "grant[*]/table[*{!app.*}{!public.*}]/**, grant[app]/table[app.log], true"
    })
    void takesColumnsCountersAndGrantsLikeTheirTables(String gap, String object, boolean told) {
        Report report = report(
                host("a").partial(DATABASE, DATABASE + "/" + gap, "server/product", "SQLite"),
                host("b").section(DATABASE, "server/product", "PostgreSQL", object + leaf(object), leafValue(object)));
        assertThat(report.drifts().stream()
                        .anyMatch(drift -> drift.state() == DriftState.MISSING
                                && drift.address().text().contains(object)))
                .isEqualTo(told);
    }

    private static String leaf(String object) {
        return object.startsWith("json") ? "/scan" : object.startsWith("sequence") ? "/type" : "";
    }

    private static Object leafValue(String object) {
        return object.startsWith("grant") ? Value.SetOf.texts(List.of("SELECT")) : "text";
    }
}
