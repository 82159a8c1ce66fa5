package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that one side tells in clear and the other withholds, where name, text and known rules decided which. */
class DisclosedByRulesTest {
    private static final String DEFAULT = "table[app.orders]/column[state]/default";
    private static final Value VERSION = new Value.Version("18.1", VersionScheme.GENERIC);
    private static final Value TAG = new Value.Secret(List.of(RandomFleet.tag(0, 1)), Presence.TAGGED);

    private static TestHost shop(String host, Object value) {
        return TestHost.host(host)
                .section(
                        "database[shop]",
                        "server/product",
                        "PostgreSQL",
                        "server/version",
                        VERSION,
                        "table[app.orders]/column[state]/type",
                        "text",
                        DEFAULT,
                        value);
    }

    private static Report compare(TestHost staging, TestHost prod) {
        return side("staging", staging).and("prod", prod).report();
    }

    @Test
    void differWhereBothSidesJudgeByTheSameRules() {
        for (Report report : List.of(
                compare(shop("a", "new").rules("published"), shop("b", TAG).rules("published")),
                compare(shop("a", TAG).rules("published"), shop("b", "new").rules("published")))) {
            assertThat(lines(report)).containsExactly("different database[shop]/" + DEFAULT + " staging|prod medium");
            assertThat(report.coverage().gaps()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Presence.class,
            names = {"UNKEYED", "LOW_ENTROPY", "PLACEHOLDER"})
    void differWithoutAKeyToo(Presence presence) {
        Report report = compare(
                shop("a", "new").rules("published"),
                shop("b", Value.Secret.of(presence)).rules("published"));

        assertThat(lines(report)).hasSize(1);
    }

    @Test
    void areVariablesOfServicesToo() {
        Report report = compare(
                TestHost.host("a").rules("published").section("env[web]", "GREETING", "debug"),
                TestHost.host("b").rules("published").section("env[web]", "GREETING", TAG));

        assertThat(lines(report)).singleElement().asString().startsWith("different env[web]/GREETING staging|prod");
    }

    @ParameterizedTest
    @CsvSource({"published, published+00c0ffee00c0ffee", "published,", ","})
    void mayBeOneWhereRulesAreOthersOrNotTold(String one, String other) {
        TestHost staging = shop("a", "new");
        TestHost prod = shop("b", TAG);
        if (one != null) {
            staging.rules(one);
        }
        if (other != null) {
            prod.rules(other);
        }
        Report report = compare(staging, prod);

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "told in clear in staging, withheld in prod: rules of redaction may have decided that");
    }

    @Test
    void mayBeOneWhereHostsThatToldItDoNotJudgeAlike() {
        Report report = side("staging", shop("a", "new").rules("published"), shop("c", "new"))
                .and("prod", shop("b", TAG).rules("published"))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().notComparable()).isEqualTo(1);
    }

    /** Who logs in is told in clear where a database of the host shows the role, so more than rules has a say. */
    @Test
    void mayBeOneWhereANeighbourHadASay() {
        Report report = compare(
                TestHost.host("a").rules("published").section("connection[web]", "endpoint[db]/user", "app"),
                TestHost.host("b").rules("published").section("connection[web]", "endpoint[db]/user", TAG));

        assertThat(report.drifts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "env[web], NODE_NAME, {host}",
        "env[web], OPTS/option[-p], 8080",
        "process[web], arguments/option[-p], 8080"
    })
    void mayBeOneWhereMoreThanNameAndTextDecided(String section, String path, String clear) {
        Report report = compare(
                TestHost.host("a").rules("published").section(section, path, clear),
                TestHost.host("b").rules("published").section(section, path, TAG));

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().notComparable()).isEqualTo(1);
    }

    @Test
    void mayBeOneWhereALabelOfAnEnumerationIsTold() {
        Report report = compare(labelled("a", "awaiting_check"), labelled("b", TAG));

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().notComparable()).isEqualTo(1);
    }

    private static TestHost labelled(String host, Object value) {
        return TestHost.host(host)
                .rules("published")
                .section(
                        "database[shop]",
                        "server/product",
                        "PostgreSQL",
                        "server/version",
                        VERSION,
                        "table[app.orders]/column[state]/type",
                        "app.state",
                        DEFAULT,
                        value);
    }
}
