package dev.leeway.collector.history;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.Reports;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReportJson;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fact that comes and goes from night to night. */
class FlappingTest {
    private static final String FACT = "env[shop]/SHOP_LEVEL";
    private static final String POLICY = "rules: [{match: 'env[*]/SHOP_LEVEL', expect: same, severity: high}]\n";

    private Instant night = Compared.NOW;
    private Optional<Report> last = Optional.empty();

    private Report night(boolean differs, String policy) throws IOException, FormatException {
        Compared compared = side("staging", host("a").section("env[shop]", "SHOP_LEVEL", "one"))
                .and("prod", host("b").section("env[shop]", "SHOP_LEVEL", differs ? "two" : "one"));
        if (!policy.isEmpty()) {
            compared.policy(policy);
        }
        return handedOn(compared);
    }

    private Report handedOn(Compared compared) throws IOException, FormatException {
        compared.asOf(night);
        last.ifPresent(compared::after);
        // As a file, for that is how one night hands on to the next.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReportJson.write(compared.report(), bytes);
        Report report = ReportJson.read(new ByteArrayInputStream(bytes.toByteArray()), "report");
        last = Optional.of(report);
        night = night.plus(Duration.ofDays(1));
        return report;
    }

    private Report flap(int times, String policy) throws IOException, FormatException {
        Report report = night(true, policy);
        for (int i = 0; i < times; i++) {
            night(false, policy);
            report = night(true, policy);
        }
        return report;
    }

    @Test
    void isOpenUntilItCameBackAThirdTime() throws IOException, FormatException {
        Report twice = flap(2, "");
        Drift open = Reports.at(twice, FACT);
        assertThat(open.disposition()).isEqualTo(Disposition.OPEN);
        assertThat(open.lifecycle().stage()).isEqualTo(Lifecycle.Stage.REOPENED);
        assertThat(open.lifecycle().returns()).isEqualTo(2);

        night(false, "");
        Report thrice = night(true, "");
        Drift quiet = Reports.at(thrice, FACT);
        assertThat(quiet.disposition()).isEqualTo(Disposition.INFORMATIONAL);
        assertThat(quiet.explanation().summary()).startsWith("volatile: ");
        assertThat(quiet.explanation().why()).contains("came back 3 times", "stays for 7 days");
        assertThat(thrice.verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void isOpenAgainOnceItStays() throws IOException, FormatException {
        flap(3, "");
        Report report = night(true, "");
        for (int i = 0; i < 5; i++) {
            assertThat(Reports.at(report, FACT).disposition()).isEqualTo(Disposition.INFORMATIONAL);
            report = night(true, "");
        }
        report = night(true, "");
        Drift drift = Reports.at(report, FACT);
        assertThat(drift.disposition()).isEqualTo(Disposition.OPEN);
        assertThat(drift.lifecycle().stage()).isEqualTo(Lifecycle.Stage.OPEN);
        assertThat(drift.explanation().summary()).doesNotContain("volatile");
    }

    @Test
    void isToldEachTimeWhereARuleOfTheUsersSpeaksOfIt() throws IOException, FormatException {
        assertThat(Reports.at(flap(4, POLICY), FACT).disposition()).isEqualTo(Disposition.OPEN);
    }

    @Test
    void keepsQuietWhereItGoesOnComingBack() throws IOException, FormatException {
        flap(3, "");
        Report gone = night(false, "");
        assertThat(gone.remembered())
                .singleElement()
                .satisfies(each -> assertThat(each.returns()).isEqualTo(3));
        Drift again = Reports.at(night(true, ""), FACT);
        assertThat(again.disposition()).isEqualTo(Disposition.INFORMATIONAL);
        assertThat(again.lifecycle().returns()).isEqualTo(4);
    }

    @Test
    void neverQuietsWhatMustNotBeShared() throws IOException, FormatException {
        String shared = "env[shop]/DATABASE_URL/host";
        Drift drift = null;
        for (int i = 0; i < 5; i++) {
            for (String host : List.of("one.example.com", "two.example.com")) {
                Compared compared = side(
                                "staging", host("a").section("env[shop]", "DATABASE_URL/host", "two.example.com"))
                        .and("prod", host("b").section("env[shop]", "DATABASE_URL/host", host))
                        .policy("rules: [{match: 'env[*]/DATABASE_URL/host', expect: different, severity: high}]\n")
                        .asOf(night);
                last.ifPresent(compared::after);
                Report report = compared.report();
                last = Optional.of(report);
                night = night.plus(Duration.ofDays(1));
                drift = report.drifts().stream()
                        .filter(each -> each.address().text().equals(shared))
                        .filter(each -> each.state() == DriftState.SHARED)
                        .findFirst()
                        .orElse(drift);
            }
        }
        assertThat(drift).isNotNull();
        assertThat(drift.lifecycle().returns()).isEqualTo(4);
        assertThat(drift.disposition()).isEqualTo(Disposition.OPEN);
    }

    /** What was not looked at did not come back. */
    @Test
    void doesNotFlapWhereItsEnvironmentIsAwayEverySecondNight() throws IOException, FormatException {
        Instant first = night;
        for (int i = 0; i < 9; i++) {
            Compared compared = side("staging", host("a").section("env[shop]", "SHOP_LEVEL", "one"))
                    .and("prod", host("b").section("env[shop]", "SHOP_LEVEL", "one"));
            if (i % 2 == 0) {
                compared.and("perf", host("c").section("env[shop]", "SHOP_LEVEL", "two"));
            }
            handedOn(compared);
        }
        Report report = last.orElseThrow();
        Drift drift = Reports.at(report, FACT);
        assertThat(drift.between()).contains("perf");
        assertThat(drift.disposition()).isEqualTo(Disposition.OPEN);
        assertThat(drift.lifecycle()).isEqualTo(new Lifecycle(Lifecycle.Stage.OPEN, Optional.of(first)));
    }

    @Test
    void doesNotCountANightOnWhichNobodyCouldSeeIt() throws IOException, FormatException {
        flap(3, "");
        Report blind = handedOn(side("staging", host("a").section("env[shop]", "SHOP_LEVEL", "one"))
                .and("prod", host("b").fell("env[shop]", Outcome.REFUSED)));
        assertThat(blind.resolved()).isEmpty();
        assertThat(Reports.at(blind, FACT).state()).isEqualTo(DriftState.UNKNOWN);
        assertThat(Reports.at(night(true, ""), FACT).lifecycle().returns()).isEqualTo(3);
    }

    @Test
    void keepsItsAgeWhereOneReportLackedIt() throws IOException, FormatException {
        Instant first = night;
        String policy = "budget: 100\n";
        night(true, policy);
        night = night.plus(Duration.ofDays(99));
        night(true, policy);
        night(false, policy);
        Report back = night(true, policy);
        assertThat(Reports.at(back, FACT).lifecycle())
                .isEqualTo(new Lifecycle(Lifecycle.Stage.REOPENED, Optional.of(first), 1, Optional.of(back.asOf())));
        // Medium, and four times as dear from 90 days on.
        assertThat(back.policyFindings())
                .extracting(PolicyFinding::message)
                .contains("drift budget: 20 of 100 points are spent");
    }

    @Test
    void beginsAnewWhereSeveralReportsLackedIt() throws IOException, FormatException {
        night(true, "");
        night(false, "");
        night(false, "");
        night(false, "");
        Report back = night(true, "");
        assertThat(Reports.at(back, FACT).lifecycle().firstSeen()).contains(back.asOf());
    }

    /** What waits for its promotion is a release, and the next one is another. */
    @ParameterizedTest
    @CsvSource({"2.0.0, OPEN", "3.0.0, INFORMATIONAL"})
    void asksWhetherTheReleaseThatWaitsIsTheSame(String then, Disposition told) throws IOException, FormatException {
        handedOn(released("2.0.0", "1.0.0"));
        night = night.plus(Duration.ofDays(6));
        handedOn(released("2.0.0", "1.0.0"));
        handedOn(released("1.0.0", "1.0.0"));
        Report back = handedOn(released(then, "1.0.0"));
        assertThat(Reports.at(back, "process[shop]/main/version").disposition()).isEqualTo(told);
    }

    private static Compared released(String staging, String prod) {
        return side("staging", version("s", staging)).and("prod", version("p", prod));
    }

    private static TestHost version(String host, String version) {
        return host(host).section("process[shop]", "main/version", new Value.Version(version, VersionScheme.GENERIC));
    }

    @Test
    void isForgottenWhenItStayedAway() throws IOException, FormatException {
        flap(2, "");
        Report report = night(false, "");
        assertThat(report.remembered()).hasSize(1);
        for (int i = 0; i < 15; i++) {
            report = night(false, "");
        }
        assertThat(report.remembered()).isEmpty();
        Lifecycle lifecycle = Reports.at(night(true, ""), FACT).lifecycle();
        assertThat(lifecycle.stage()).isEqualTo(Lifecycle.Stage.NEW);
        assertThat(lifecycle.returns()).isZero();
    }
}
