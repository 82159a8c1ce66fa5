package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that one side tells in clear and the other as a tag, where the text alone decided which. */
class DisclosedByTextTest {
    /** Of values at random that are compared both ways. */
    private static final int PAIRS = switch (System.getProperty("leeway.scale", "short")) {
        case "short" -> 300;
        default -> 2_000;
    };

    private static final String CHECK = "table[app.orders]/check[amount]/definition";
    private static final Value VERSION = new Value.Version("18.1", VersionScheme.GENERIC);
    private static final Value TAG = tag(0, 1);
    private static final Value CLEAR = new Value.Text("amount >= 0");

    private static Value tag(int key, int content) {
        return new Value.Secret(List.of(RandomFleet.tag(key, content)), Presence.TAGGED);
    }

    private static Value set(Value... members) {
        return new Value.SetOf(List.of(members));
    }

    private static TestHost shop(String host, String path, Object value) {
        return TestHost.host(host)
                .section("database[shop]", "server/product", "PostgreSQL", "server/version", VERSION, path, value);
    }

    private static Report compare(String path, Object staging, Object prod) {
        return side("staging", shop("a", path, staging))
                .and("prod", shop("b", path, prod))
                .report();
    }

    @ParameterizedTest
    @CsvSource({
        "table[app.orders]/check[amount]/definition, high",
        "table[app.orders]/exclude[during]/definition, high",
        "table[app.orders]/index[status]/predicate, high",
        "table[app.orders]/index[status]/definition, low",
        "view[app.sales]/index[day]/predicate, medium",
        "table[app.orders]/partition-by, medium",
        "table[app.orders]/column[sum]/generated/expression, high",
        "table[app.orders]/column[state]/type, high",
        "type[app.amount]/definition, high",
    })
    void tellsThatTheyDifferWithTheirOwnSeverity(String path, String severity) {
        for (Report report : List.of(compare(path, "amount >= 0", TAG), compare(path, TAG, "amount >= 0"))) {
            assertThat(lines(report)).containsExactly("different database[shop]/" + path + " staging|prod " + severity);
            assertThat(report.coverage().notComparable()).isZero();
            assertThat(report.coverage().gaps()).isEmpty();
        }
    }

    @Test
    void tellsLabelsThatOneSideWithholds() {
        assertThat(lines(compare("type[app.state]/labels", Value.ListOf.texts(List.of("new", "sent")), TAG)))
                .containsExactly("different database[shop]/type[app.state]/labels staging|prod high");
    }

    @Test
    void saysWhatIsToldAndThatTheOtherIsNot() {
        Report report = compare(CHECK, "amount >= 0", TAG);

        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
        assertThat(at(report, "database[shop]/" + CHECK).explanation().summary())
                .isEqualTo(
                        "shop: app.orders check on (amount) is amount >= 0 in staging, and another, which is withheld,"
                                + " in prod");
        assertThat(at(compare(CHECK, TAG, "amount >= 0"), "database[shop]/" + CHECK)
                        .explanation()
                        .summary())
                .contains("amount >= 0 in prod, and another, which is withheld, in staging");
    }

    @ParameterizedTest
    @EnumSource(
            value = Presence.class,
            names = {"UNKEYED", "LOW_ENTROPY", "PLACEHOLDER"})
    void needsNoKeyForThat(Presence presence) {
        assertThat(lines(compare(CHECK, "amount >= 0", Value.Secret.of(presence))))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table[app.orders]/column[state]/default", "server/setting[search_path]"})
    void concludesNothingWhereRulesOfRedactionMayHaveDecided(String path) {
        Report report = compare(path, "new", TAG);

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().notComparable()).isEqualTo(1);
        assertThat(report.coverage().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.pattern()).isEqualTo("database[shop]/" + path);
            assertThat(gap.reason())
                    .isEqualTo("told in clear in staging, withheld in prod: rules of redaction may have decided that");
        });
        assertThat(compare(path, TAG, "new").coverage().gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "told in clear in prod, withheld in staging: rules of redaction may have decided that");
    }

    @Test
    void concludesNothingFromProbesOfOtherRevisions() {
        Report report = side("staging", shop("a", CHECK, "amount >= 0"))
                .and(
                        "prod",
                        host("b")
                                .revision(2)
                                .section(
                                        "database[shop]",
                                        "server/product",
                                        "PostgreSQL",
                                        "server/version",
                                        VERSION,
                                        CHECK,
                                        TAG))
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.pattern()).isEqualTo("database[shop]/" + CHECK);
            assertThat(gap.reason()).contains("a probe of another revision may judge");
        });
    }

    @Test
    void concludesNothingFromWhatAnotherEnginePrinted() {
        Report report = side("staging", shop("a", CHECK, "amount >= 0"))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "database[shop]",
                                        "server/product",
                                        "MariaDB",
                                        "server/version",
                                        VERSION,
                                        CHECK,
                                        TAG))
                .report();

        assertThat(lines(report)).noneMatch(line -> line.contains("check"));
        assertThat(report.coverage().gaps())
                .anyMatch(gap -> gap.pattern().equals("database[shop]/" + CHECK)
                        && gap.reason().contains("another engine"));
    }

    @Test
    void concludesNothingFromWhatAServerOfTheSameFamilyPrinted() {
        Report report = side(
                        "staging",
                        host("a")
                                .section(
                                        "database[shop]",
                                        "server/product",
                                        "MySQL",
                                        "server/version",
                                        VERSION,
                                        CHECK,
                                        "amount >= 0"))
                .and(
                        "prod",
                        host("b")
                                .section(
                                        "database[shop]",
                                        "server/product",
                                        "MariaDB",
                                        "server/version",
                                        VERSION,
                                        CHECK,
                                        TAG))
                .report();

        assertThat(lines(report)).noneMatch(line -> line.contains("check"));
        assertThat(report.coverage().gaps())
                .extracting(Gap::reason)
                .containsExactly(
                        "told in clear in staging, withheld in prod: another engine, or another release of it, may print one text otherwise");
    }

    /** PostgreSQL 13 prints date_part('year'::text, d), 16 EXTRACT(year FROM d): one condition, of which one holds a text. */
    @ParameterizedTest
    @CsvSource({"18.1, 18.3, 1", "18.1, 16.4, 0", "13.23, 16.14, 0"})
    void concludesOnlyFromWhatServersOfOneMajorVersionPrinted(String one, String other, int drifts) {
        Report report = side("staging", ofVersion("a", one, "amount >= 0"))
                .and("prod", ofVersion("b", other, TAG))
                .report();

        assertThat(lines(report)).filteredOn(line -> line.contains("check")).hasSize(drifts);
    }

    private static TestHost ofVersion(String host, String version, Object check) {
        return TestHost.host(host)
                .section(
                        "database[shop]",
                        "server/product",
                        "PostgreSQL",
                        "server/version",
                        new Value.Version(version, VersionScheme.GENERIC),
                        CHECK,
                        check);
    }

    @Test
    void concludesNothingFromWhatWasTooLongToCarry() {
        Report report = compare(CHECK, "amount >= 0", new Value.Withheld("longer than 64 KiB"));

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().gaps())
                .extracting(Gap::reason)
                .containsExactly("not told in prod: longer than 64 KiB");
    }

    @Test
    void findsAMemberThatIsAnotherAmongSeveral() {
        Value other = new Value.Text("amount < 10");

        assertThat(lines(compare(CHECK, set(CLEAR, TAG), set(CLEAR, TAG)))).isEmpty();
        assertThat(lines(compare(CHECK, set(CLEAR, TAG), set(CLEAR, other)))).hasSize(1);
        assertThat(lines(compare(CHECK, set(CLEAR, TAG), TAG))).hasSize(1);
        assertThat(lines(compare(CHECK, set(CLEAR, TAG), set(CLEAR, tag(0, 2)))))
                .hasSize(1);
        assertThat(lines(compare(CHECK, set(CLEAR, TAG), set(CLEAR, tag(1, 1)))))
                .isEmpty();
    }

    @Test
    void tellsItWithinAnEnvironmentToo() {
        Report report = side("prod", shop("a", CHECK, "amount >= 0"), shop("b", CHECK, TAG))
                .report();

        assertThat(lines(report)).singleElement().asString().startsWith("split database[shop]/" + CHECK);
    }

    @Test
    void namesFewFactsThatCannotBeComparedAndCountsMany() {
        List<Object> clear = new ArrayList<>();
        List<Object> withheld = new ArrayList<>();
        for (int column = 1; column <= 4; column++) {
            String path = "table[app.orders]/column[c" + column + "]/default";
            clear.addAll(List.of(path, "new"));
            withheld.addAll(List.of(path, tag(0, column)));
            Report report = side("staging", host("a").section("database[shop]", clear.toArray()))
                    .and("prod", host("b").section("database[shop]", withheld.toArray()))
                    .report();

            assertThat(report.coverage().gaps()).hasSize(column < 4 ? column : 1);
            assertThat(report.coverage().gaps().stream().mapToInt(Gap::facts).sum())
                    .isEqualTo(column);
            assertThat(report.coverage().gaps().get(0).pattern())
                    .isEqualTo(column < 4 ? "database[shop]/table[app.orders]/column[c1]/default" : "database[shop]");
        }
    }

    @Test
    void doesNotBlameTheKeyForWhatNobodyTagged() {
        Report report = compare("table[app.fresh]/rows", new Value.Withheld("never analysed"), "10^3");

        assertThat(report.coverage().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.pattern()).isEqualTo("database[shop]/table[app.fresh]/rows");
            assertThat(gap.reason()).isEqualTo("never analysed");
        });
    }

    @Test
    @Tag("seeded")
    void isTheSameBothWaysForAnyTwoValues() {
        RandomFleet values = new RandomFleet(23);
        Random random = new Random(23);
        int told = 0;
        for (int i = 0; i < PAIRS; i++) {
            String path = List.of(CHECK, "table[app.orders]/column[state]/default", "type[app.state]/labels")
                    .get(random.nextInt(3));
            Value one = values.value(1);
            Value other = values.value(1);
            Report there = compare(path, one, other);
            Report back = compare(path, other, one);
            assertThat(facts(back)).as(one + " " + other).isEqualTo(facts(there));
            assertThat(back.coverage().notComparable())
                    .isEqualTo(there.coverage().notComparable());
            assertThat(back.coverage().same()).isEqualTo(there.coverage().same());
            told += lines(there).isEmpty() ? 0 : 1;
        }
        assertThat(told).isBetween(PAIRS / 4, PAIRS * 19 / 20);
    }

    /** Without the severity, because versions have a direction. */
    private static List<String> facts(Report report) {
        return lines(report).stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
    }

    @Test
    void findsNothingBetweenAValueAndItself() {
        RandomFleet values = new RandomFleet(29);
        for (int i = 0; i < 500; i++) {
            Value value = values.value(1);
            assertThat(Compared.side("staging", shop("a", CHECK, value))
                            .and("prod", shop("b", CHECK, value))
                            .report()
                            .drifts())
                    .as(value.toString())
                    .isEmpty();
        }
    }
}
