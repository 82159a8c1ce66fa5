package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What belongs together though it does not look so: hosts that come and go, releases under way, names that tell the environment. */
class CorrelationTest {
    private static final Instant LONG_AGO = Compared.NOW.minus(Duration.ofDays(3));

    private static TestHost shop(String name, String version) {
        return host(name)
                .section("process", "service[shop]/namedBy", "systemd")
                .section("process[shop]", "main/version", new Value.Version(version, VersionScheme.SEMVER))
                .section("env[shop]", "REGION", version.startsWith("1") ? "eu" : "us");
    }

    private static TestHost database(String host, String name, String type) {
        return host(host)
                .section("database", "database[" + name + "]/observed", true)
                .section("database[" + name + "]", "table[public.orders]/column[total]/type", type);
    }

    private static List<String> summaries(Report report) {
        return report.causes().stream().map(Cause::summary).toList();
    }

    @Test
    void leavesOutHostsThatCameAndWent() {
        Report report = side("staging", shop("s", "1.0.0"))
                .and(
                        "prod",
                        shop("new", "1.0.0").label("lifetime", "ephemeral"),
                        shop("gone", "2.0.0").label("lifetime", "ephemeral").captured(LONG_AGO))
                .policy("{environments: [staging, prod], maxAge: 2d}")
                .report();

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().gaps()).isEmpty();
        assertThat(report.environments().get(1).hosts()).hasSize(1);
        assertThat(report.notes()).contains("prod: 1 snapshot of hosts that come and go left out, older than 48 hours");
    }

    @Test
    void believesTheLastOfHostsThatComeAndGoWhereNoOtherIsLeft() {
        Report report = side("staging", shop("s", "1.0.0"))
                .and(
                        "prod",
                        shop("gone", "2.0.0").label("lifetime", "ephemeral").captured(LONG_AGO))
                .report();

        assertThat(report.drifts()).isNotEmpty();
        assertThat(report.notes()).anyMatch(note -> note.startsWith("prod: the oldest snapshot is 3 days old"));
    }

    @Test
    void keepsEveryHostThatIsToStay() {
        Report report = side("prod", shop("new", "1.0.0"), shop("old", "2.0.0").captured(LONG_AGO))
                .report();

        assertThat(report.environments().get(0).hosts()).hasSize(2);
        assertThat(report.drifts()).isNotEmpty();
    }

    @Test
    void tellsTwoVersionsOfARolloutOnceAndForInformation() {
        Report report = side("prod", shop("a", "1.0.0"), shop("b", "1.0.0"), shop("c", "2.0.0"), shop("d", "2.0.0"))
                .report();

        assertThat(summaries(report)).singleElement().asString().startsWith("rollout in prod: shop");
        assertThat(report.drifts()).allMatch(drift -> drift.disposition() == Disposition.INFORMATIONAL);
    }

    @Test
    void meetsADatabaseThatIsCalledAfterItsEnvironment() {
        Report report = side("dev", database("d", "shop_dev", "text"))
                .and("prod", database("p", "shop_prod", "integer"))
                .report();

        assertThat(summaries(report))
                .singleElement()
                .asString()
                .startsWith("database shop_prod is in prod and not in dev, where shop_dev may be its counterpart;"
                        + " as one database they have 1 drift");
    }

    private static TestHost files(String name, Object... currencies) {
        Object[] facts = new Object[currencies.length];
        for (int i = 0; i < facts.length; i += 2) {
            facts[i] = "file[%2Fetc%2Fshop%2F" + currencies[i] + ".yml]/setting[shop.currency]";
            facts[i + 1] = currencies[i + 1];
        }
        return host(name).section("config", "service[shop]/observed", true).section("config[shop]", facts);
    }

    @Test
    void meetsFilesThatAreCalledAfterTheirEnvironments() {
        Report report = side("staging", files("s", "staging", "EUR"))
                .and("prod", files("p", "prod", "EUR"))
                .report();

        assertThat(report.drifts()).isEmpty();
    }

    @Test
    void tellsWhatDiffersInFilesThatAreCalledAfterTheirEnvironments() {
        Report report = side("staging", files("s", "staging", "EUR"))
                .and("prod", files("p", "prod", "CHF"))
                .report();

        assertThat(report.drifts())
                .extracting(drift -> drift.address().text())
                .containsExactly("config[shop]/file[%2Fetc%2Fshop%2Fprod.yml]/setting[shop.currency]");
    }

    @Test
    void tellsFilesOfAllEnvironmentsSideBySideByTheirNames() {
        Report report = side("staging", files("s", "staging", "EUR", "prod", "EUR"))
                .and("prod", files("p", "prod", "EUR"))
                .report();

        assertThat(report.drifts())
                .extracting(drift -> drift.address().text())
                .containsExactly("config[shop]/file[%2Fetc%2Fshop%2Fstaging.yml]/setting[shop.currency]");
    }

    @Test
    void tellsAnInstallationThatStoppedHalfwayInProductionAsGrave() {
        Report report = side("staging", host("s").section("package", "deb[libc6]/version", "2.36"))
                .and(
                        "prod",
                        host("p")
                                .section(
                                        "package", "deb[libc6]/version", "2.36", "deb[libc6]/state", "half-configured"))
                .report();

        assertThat(report.causes())
                .singleElement()
                .satisfies(cause -> assertThat(cause.severity()).isEqualTo(Severity.HIGH));
    }

    @Test
    void letsSizesDifferInFilesAsInVariables() {
        Report report = side("dev", sized("d", "1", "-Xmx64m"))
                .and("prod", sized("p", "8", "-Xmx2g"))
                .report();

        assertThat(report.causes()).allMatch(cause -> cause.disposition() == Disposition.WITHIN_LEEWAY);
        assertThat(report.drifts()).hasSize(2);
    }

    private static TestHost sized(String name, String workers, String heap) {
        String file = "file[%2Fetc%2Fshop.env]/";
        return host(name)
                .section("config", "service[shop]/observed", true)
                .section(
                        "config[shop]",
                        file + "setting[WEB_CONCURRENCY]",
                        workers,
                        file + "setting[JAVA_OPTS]/option[-Xmx]",
                        heap);
    }

    @Test
    void takesTwoDatabasesOfOneEnvironmentForTwo() {
        Report report = side("dev", database("d", "orders_dev", "text"))
                .and("prod", database("p", "billing_prod", "text"))
                .report();

        assertThat(summaries(report)).hasSize(2).noneMatch(summary -> summary.contains("counterpart"));
    }

    @Test
    void tellsOnceWhatIsAnotherOnEveryHost() {
        TestHost[] staging = new TestHost[300];
        TestHost[] prod = new TestHost[300];
        for (int i = 0; i < staging.length; i++) {
            staging[i] = shop("s-" + i, "1.0.0").section("env[worker]", "INSTANCE_ID", "i-s" + i);
            prod[i] = shop("p-" + i, "1.0.0").section("env[worker]", "INSTANCE_ID", "i-p" + i);
        }
        Report report = side("staging", staging).and("prod", prod).report();

        assertThat(report.drifts())
                .filteredOn(drift -> drift.address().text().equals("env[worker]/INSTANCE_ID"))
                .isNotEmpty()
                .allSatisfy(drift -> assertThat(drift.explanation().summary()).contains("and 296 more"));
    }
}
