package dev.leeway.collector.report;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlindSidesTest {
    private static TestHost seeing(String name) {
        return host(name)
                .section("os", "timezone", "Etc/UTC")
                .section("process", "service[mail]/name", "mail", "service[shop]/name", "shop")
                .section("env[shop]", "REGION", "eu");
    }

    private static String text(Report report) {
        return ReportFormat.TEXT.render(report, RenderOptions.PLAIN).replaceAll("\\s+", " ");
    }

    @Test
    void namesFirstTheServicesThatCouldNotBeLookedFor() {
        Report report = side("dev", seeing("a"))
                .and("prod", host("b").section("os", "timezone", "Etc/UTC").partial("process", "process/service[*]/**"))
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(text(report))
                .startsWith("2 services of dev could not be looked for in prod (mail and shop)."
                        + " No drift in what was compared, but most could not be: ");
        assertThat(ReportFormat.HTML.render(report, RenderOptions.PLAIN))
                .contains("2 services of dev could not be looked for in prod (mail and shop).");
    }

    @Test
    void countsThePairsItDoesNotName() {
        Report report = side("dev", seeing("a")).and("prod", seeing("b")).report();
        List<ReportEnvironment> environments = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            environments.add(new ReportEnvironment("e" + i, List.of(), List.of("s" + i)));
            gaps.add(new Gap("process", "e" + i, List.of(), Outcome.FAILED, "refused", false, 3));
        }
        Report many = report.but()
                .environments(environments)
                .coverage(report.coverage().withGaps(gaps))
                .causes(List.of())
                .drifts(List.of())
                .resolved(List.of())
                .policyFindings(List.of())
                .notes(List.of())
                .build();

        assertThat(text(many)).contains("; and so between 374 more pairs of environments. ");
    }

    @Test
    void saysPlainlyThatThereIsNoDriftOnlyWhereAllWasObserved() {
        Report whole = side("dev", seeing("a")).and("prod", seeing("b")).report();
        Report part = side("dev", seeing("a").section("env[mail]"))
                .and("prod", seeing("b").partial("env[mail]", "env[mail]/**"))
                .report();

        assertThat(text(whole)).startsWith("No drift: every compared fact is the same. Parity");
        assertThat(text(part))
                .startsWith("No drift in what was compared: every compared fact is the same."
                        + " Not compared: env[mail]/** in prod. Parity");
    }

    @Test
    void saysNothingOfServicesThatAreKnownNotToBeThere() {
        Report report = side("dev", seeing("a"))
                .and(
                        "prod",
                        host("b")
                                .section("os", "timezone", "Etc/UTC")
                                .section("process", "service[shop]/name", "shop")
                                .section("env[shop]", "REGION", "eu"))
                .report();

        assertThat(text(report)).doesNotContain("could not be looked for");
    }

    @Test
    void saysThatMostCouldNotBeComparedWhereThatIsSo() {
        Report report = side(
                        "dev",
                        host("a")
                                .section("os", "timezone", "UTC", "libc/kind", "glibc")
                                .section("jdk", "default/vendor", "x", "default/version", "17", "default/home", "/x"))
                .and("prod", host("b").section("os", "timezone", "UTC", "libc/kind", "glibc"))
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(text(report))
                .startsWith("No drift in what was compared, but most could not be: every compared fact is the same."
                        + " Not compared: jdk in prod. Parity 100.0 % of 2 facts · observed 40.0 %");
    }

    @Test
    void saysWhatTheOthersAreWhereNothingIsOpenAndParityIsLow() {
        Report report = side(
                        "dev", host("a").kind(HostKind.LAPTOP).section("os", "timezone", "UTC", "libc/kind", "glibc"))
                .and("prod", host("b").section("os", "timezone", "CET", "libc/kind", "musl"))
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(text(report))
                .startsWith("No drift: every difference is within leeway or told for information.")
                .contains("Parity 0.0 % of 2 facts, the other 2 told for information");
    }

    @Test
    void saysThatWhatWasWaivedIsWaivedAndNotWithinLeeway() {
        Report report = side("dev", host("a").section("os", "timezone", "UTC"))
                .and("prod", host("b").section("os", "timezone", "CET"))
                .policy("waivers: [{match: os/timezone, because: b, owner: o, until: 2027-01-31}]")
                .report();

        assertThat(report.verdict()).isEqualTo(Verdict.SAME);
        assertThat(text(report)).startsWith("No drift: every difference is within leeway or waived.");
    }
}
