package dev.leeway.collector.cause;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands in the way of a promotion, and what does not. */
class PromotionTest extends LibraryScene {
    private static final String HISTORY = "migration[flyway]/latest";
    private static final String PENDING = "migration[flyway]/pending";

    private static TestHost release(String name, String version) {
        return shop(
                name, version, "com.example:shop", version, version, "org.slf4j:slf4j-api", "2." + version, version);
    }

    private static Compared promotion(TestHost staging, TestHost prod) {
        return side("staging", staging).and("prod", prod).promoting("staging", "prod");
    }

    @Test
    void doesNotHoldAReleaseAgainstItselfHoweverLongItWaited() {
        Compared waited = side("staging", release("a", "1.5.0"))
                .and("prod", release("b", "1.4.2"))
                .after(side("staging", release("a", "1.5.0"))
                        .and("prod", release("b", "1.4.2"))
                        .asOf(Compared.NOW.minus(Duration.ofDays(20)))
                        .report());
        assertThat(waited.report().verdict()).isEqualTo(Verdict.DRIFT);

        Report report = waited.promoting("staging", "prod").report();

        assertThat(lines(report)).allMatch(line -> line.endsWith("informational"));
        assertThat(report.promotion()).hasValueSatisfying(way -> {
            assertThat(way.from()).isEqualTo("staging");
            assertThat(way.to()).isEqualTo("prod");
        });
        assertThat(report.causes()).isNotEmpty();
    }

    @Test
    void stopsWhatTheOtherSideLacks() {
        Report report = promotion(
                        release("a", "1.5.0").section("env[shop]", "SHOP_TIMEOUT", "30"),
                        release("b", "1.4.2").section("env[shop]"))
                .report();

        assertThat(lines(report)).contains("missing env[shop]/SHOP_TIMEOUT staging|prod medium");
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
    }

    @Test
    void stopsAReleaseThatWouldTakeBackANewerOne() {
        assertThat(promotion(release("a", "1.4.2"), release("b", "1.5.0"))
                        .report()
                        .verdict())
                .isEqualTo(Verdict.DRIFT);
    }

    @Test
    void passesOverWhatEitherSideHasByItself() {
        TestHost[] split = {
            release("b", "1.4.2").section("env[shop]", "SHOP_SIZE", "1"),
            release("c", "1.4.2").section("env[shop]", "SHOP_SIZE", "2")
        };
        Compared compared = side("staging", release("a", "1.5.0").section("env[shop]", "SHOP_SIZE", "1"))
                .and("prod", split);
        assertThat(lines(compared.report())).anyMatch(line -> line.startsWith("split") && !line.contains("inform"));

        assertThat(lines(compared.promoting("staging", "prod").report()))
                .filteredOn(line -> line.startsWith("split"))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("informational"));
    }

    private static TestHost migrated(TestHost host, String latest) {
        return host.section(
                "database[shop]",
                "server/product",
                "PostgreSQL",
                HISTORY,
                new Value.Version(latest, VersionScheme.GENERIC));
    }

    @Test
    void letsMigrationsComeWithTheReleaseAndStopsThoseThatNoneBrings() {
        Report brought = promotion(migrated(release("a", "1.5.0"), "8"), migrated(release("b", "1.4.2"), "7"))
                .report();
        assertThat(lines(brought)).contains("different database[shop]/" + HISTORY + " staging|prod info informational");

        Report stranded = promotion(migrated(release("a", "1.4.2"), "8"), migrated(release("b", "1.4.2"), "7"))
                .report();
        assertThat(lines(stranded)).contains("different database[shop]/" + HISTORY + " staging|prod high");
        assertThat(stranded.drifts().get(0).explanation().why()).contains("No service has another release");
    }

    @Test
    void stopsWhereTheOtherSideHasNotAppliedItsOwnMigrations() {
        Report report = promotion(
                        host("a").section("database[shop]", "server/product", "PostgreSQL", PENDING, set()),
                        host("b").section("database[shop]", "server/product", "PostgreSQL", PENDING, set("7")))
                .report();
        assertThat(lines(report)).containsExactly("unexpected database[shop]/" + PENDING + " prod high");
    }

    @Test
    void stopsWhatPolicySaysOfLibrariesThatTheReleaseCarries() {
        String policy =
                "rules: [{match: 'dependency[*]/maven[org.slf4j:slf4j-api]/version', expect: {version: '>=2.1.9'},"
                        + " severity: high}]\n";
        Report report = side("staging", release("a", "1.5.0"))
                .and("prod", shop("b", "1.4.2", "com.example:shop", "1.4.2", "1", "org.slf4j:slf4j-api", "2.2.0", "2"))
                .policy(policy)
                .promoting("staging", "prod")
                .report();

        assertThat(lines(report)).contains("broken dependency[shop]/maven[org.slf4j:slf4j-api]/version staging high");
    }

    @Test
    void asksOfWhatIsCarriedWhatIsAskedWhereItGoes() {
        String policy =
                "rules: [{match: 'dependency[*]/artefact/dirty', expect: absent, between: [prod], severity: high}]\n";
        Compared dirty = side("staging", host("a").section("dependency[shop]", "artefact/dirty", true))
                .and("prod", host("b").section("dependency[shop]"))
                .policy(policy);

        assertThat(lines(dirty.report())).noneMatch(line -> line.contains("unexpected"));
        assertThat(lines(dirty.promoting("staging", "prod").report()))
                .contains("unexpected dependency[shop]/artefact/dirty staging high");
    }

    private static Value set(String... texts) {
        return Value.SetOf.texts(Set.of(texts));
    }

    @Test
    void stopsWhatTheReleaseCarriesAlongAndNotWhatItReplaces() {
        String stray = "stray[environment-file]";
        Report carried = promotion(release("a", "1.5.0"), release("b", "1.4.2")).report();
        assertThat(carried.verdict()).isEqualTo(Verdict.SAME);
        Report brings = side("staging", host("a").section("dependency[shop]", stray, set("x.env")))
                .and("prod", host("b").section("dependency[shop]"))
                .promoting("staging", "prod")
                .report();
        Report has = side("staging", host("a").section("dependency[shop]"))
                .and("prod", host("b").section("dependency[shop]", stray, set("x.env")))
                .promoting("staging", "prod")
                .report();

        assertThat(lines(brings)).anyMatch(line -> line.startsWith("unexpected") && !line.contains("inform"));
        assertThat(lines(has))
                .filteredOn(line -> line.startsWith("unexpected"))
                .allMatch(line -> line.endsWith("informational"));
    }

    private static final String LOG4J = "maven[org.apache.logging.log4j:log4j-core]/version";

    private static Report gate(String rule, TestHost staging, TestHost prod) {
        return side("staging", staging)
                .and("prod", prod)
                .policy("rules: [" + rule + "]\n")
                .promoting("staging", "prod")
                .report();
    }

    @Test
    void holdsVersionsThatComeAlongAgainstWhatTheTargetAllows() {
        String rule = "{match: 'dependency[*]/" + LOG4J + "', expect: {version: '>=2.17 <2.20'}, between: [prod],"
                + " severity: critical}";
        TestHost prod = host("b").section("dependency[shop]", LOG4J, maven("2.17.1"));

        assertThat(lines(gate(rule, host("a").section("dependency[shop]", LOG4J, maven("2.99")), prod)))
                .contains("broken dependency[shop]/" + LOG4J + " staging critical");
        assertThat(lines(gate(rule, host("a").section("dependency[shop]", LOG4J, maven("2.18")), prod)))
                .noneMatch(line -> line.startsWith("broken"));
    }

    @Test
    void missesWhatTheTargetWantsPresentInWhatComesAlong() {
        String rule = "{match: 'dependency[*]/" + LOG4J + "', expect: present, between: [prod], severity: critical}";

        assertThat(lines(gate(
                        rule,
                        host("a").section("dependency[shop]", "artefact/commit", "abc"),
                        host("b").section("dependency[shop]", LOG4J, maven("2.17.1")))))
                .contains("missing dependency[shop]/" + LOG4J + " staging critical");
    }

    @Test
    void asksOfPackagesInImagesAndNotOfThoseOfHosts() {
        for (String section : new String[] {"package[shop]", "package"}) {
            Report report = gate(
                    "{match: 'package[*]/compilers', expect: absent, between: [prod], severity: critical},"
                            + " {match: 'package/compilers', expect: absent, between: [prod], severity: critical}",
                    host("a").section(section, "compilers", set("gcc")),
                    host("b").section(section));

            assertThat(lines(report).contains("unexpected " + section + "/compilers staging critical"))
                    .isEqualTo(section.endsWith("]"));
        }
    }

    @Test
    void wantsValuesOfTheTargetInWhatComesAlong() {
        String rule = "{match: 'image[*]/label[stage]', expect: {value: '{environment}'}, severity: high}";

        assertThat(lines(gate(
                        rule,
                        host("a").section("image[shop]", "label[stage]", "staging"),
                        host("b").section("image[shop]", "label[stage]", "prod"))))
                .contains("broken image[shop]/label[stage] staging high");
    }

    @Test
    void wantsHostsOfTheTargetToBeToldApartByWhatComesAlong() {
        String rule = "{match: 'image[*]/label[node]', expect: unique, between: [prod], severity: high}";
        Report report = side(
                        "staging",
                        host("a").section("image[shop]", "label[node]", "1"),
                        host("c").section("image[shop]", "label[node]", "1"))
                .and("prod", host("b").section("image[shop]", "label[node]", "1"))
                .policy("rules: [" + rule + "]\n")
                .promoting("staging", "prod")
                .report();

        assertThat(lines(report)).contains("broken image[shop]/label[node] staging high");
    }

    @Test
    void stopsWhatIsForbiddenInImagesThoughTagsDiffer() {
        String rule = "{match: 'image[*]/env/DEBUG', expect: absent, between: [prod], severity: critical}";
        Report report = side(
                        "staging",
                        host("a").section("image[shop]", "tag", "1.1", "env/DEBUG", "1"),
                        host("c").section("image[shop]", "tag", "1.0", "env/DEBUG", "1"))
                .and("prod", host("b").section("image[shop]", "tag", "1.0"))
                .policy("rules: [" + rule + "]\n")
                .promoting("staging", "prod")
                .report();

        assertThat(lines(report)).contains("unexpected image[shop]/env/DEBUG staging critical");
        assertThat(report.verdict()).isEqualTo(Verdict.DRIFT);
    }
}
