package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.AskAgain;
import dev.leeway.collector.report.ExplainText;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.report.UnknownIdException;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.HostKind;
import org.junit.jupiter.api.Test;

/** What several sentences say of one thing agrees. */
class ToldAlikeTest {
    private static TestHost machine(String name, String version) {
        return host(name)
                .section("os", "timezone", "Zone/" + version)
                .section("package", "tool[docker]/version", new Value.Version(version, VersionScheme.GENERIC))
                .section("dependency", "pypi[docker]/version", new Value.Version(version, VersionScheme.PEP440));
    }

    private static Report laptopAgainstTwoRoles() {
        return side("dev", machine("lap", "1").kind(HostKind.LAPTOP))
                .and(
                        "prod",
                        machine("web-01", "2").role("web"),
                        machine("worker-01", "2").role("worker"))
                .report();
    }

    private static String unbroken(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static String explained(Report report) throws UnknownIdException {
        String id = report.causes().get(0).id();
        return unbroken(ExplainText.render(report, id, RenderOptions.PLAIN, AskAgain.NOT));
    }

    /** Two of them read alike in words, and each differs on hosts of two roles. */
    @Test
    void countsHostFactsAlikeWhereverTheyAreCounted() throws UnknownIdException {
        Report report = laptopAgainstTwoRoles();
        assertThat(report.drifts()).as("of three facts on hosts of two roles").hasSize(6);
        assertThat(unbroken(ReportFormat.TEXT.render(report, RenderOptions.PLAIN)))
                .contains("(dev and prod): 3 host facts summarised", " and 1 more ", " 2 more facts ");
        assertThat(explained(report)).contains(" 3 facts: ");
    }

    @Test
    void namesTheRolesWhereTwoDifferInOneFact() throws UnknownIdException {
        assertThat(explained(laptopAgainstTwoRoles()))
                .containsPattern("= Zone/1 in dev · Zone/2 in prod · on role web, also different between dev and prod"
                        + " on role worker \\([0-9a-f]+\\)");
    }

    private static TestHost running(String name, String... services) {
        Object[] index = new Object[services.length * 2];
        for (int i = 0; i < services.length; i++) {
            index[2 * i] = "service[" + services[i] + "]/namedBy";
            index[2 * i + 1] = "systemd";
        }
        return host(name).section("process", index);
    }

    private static String alignment(Report report) {
        return at(report, "process/service[checkout]/namedBy").explanation().align();
    }

    @Test
    void speaksOfOtherNamesOnlyWhereThereIsOneThatItCouldBe() {
        String hint = "under 'services' in the policy";
        assertThat(alignment(side("dev", running("a"))
                        .and("prod", running("b", "checkout"))
                        .report()))
                .as("nothing runs there")
                .isEqualTo("Deploy it to dev.");
        assertThat(alignment(side("dev", running("a", "shop"))
                        .and("prod", running("b", "checkout", "shop"))
                        .report()))
                .as("what runs there runs here too")
                .isEqualTo("Deploy it to dev.");
        assertThat(alignment(side("dev", running("a", "billing"))
                        .and("prod", running("b", "checkout"))
                        .report()))
                .contains(hint);
    }
}
