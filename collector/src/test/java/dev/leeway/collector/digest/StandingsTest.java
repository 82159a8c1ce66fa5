package dev.leeway.collector.digest;

import static dev.leeway.collector.digest.Nights.AS_OF;
import static dev.leeway.collector.digest.Nights.EVERYBODY;
import static dev.leeway.collector.digest.Nights.heard;
import static dev.leeway.collector.digest.Nights.news;
import static dev.leeway.collector.digest.Nights.prod;
import static dev.leeway.collector.digest.Nights.sorts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.service.Deliveries;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands for more than a night is told when it begins, again after its time, and to those it concerns. */
class StandingsTest {
    @Test
    void tellsGapsAndSilenceToThoseTheyConcern() {
        Night night = Nights.eventful();
        Audience pay = new Audience(List.of("team-pay"), List.of(), Severity.INFO);
        Audience staging = new Audience(List.of(), List.of("staging"), Severity.INFO);

        assertThat(sorts(Nights.told(night, pay))).doesNotContain("UNSEEN 1 of 1");
        assertThat(sorts(Nights.told(night, staging))).doesNotContain("UNSEEN 1 of 1", "SILENT 1 of 1");
        assertThat(sorts(Nights.told(night, EVERYBODY))).contains("UNSEEN 1 of 1", "SILENT 3 of 3");
    }

    /** The finding names it; how its message begins is for people. */
    @Test
    void tellsAnEnvironmentThatDeliversNothingToThoseItConcerns() {
        Report report = Deliveries.addTo(
                SampleReports.equal(),
                PolicyReader.shipped(),
                List.of("canary"),
                List.of(),
                List.of(AddressPattern.parse("snapshot[canary]")));
        Audience dev = new Audience(List.of(), List.of("dev"), Severity.INFO);
        Audience canary = new Audience(List.of(), List.of("canary"), Severity.INFO);
        Report required = Deliveries.addTo(
                SampleReports.equal(), PolicyReader.shipped(), List.of("canary"), List.of(), List.of());

        assertThat(sorts(Nights.told(Nights.of(report), EVERYBODY))).containsExactly("SILENT 1 of 1");
        assertThat(sorts(Nights.told(Nights.of(report), canary))).containsExactly("SILENT 1 of 1");
        assertThat(sorts(Nights.told(Nights.of(report), dev))).isEmpty();
        assertThat(sorts(Nights.told(Nights.of(required), EVERYBODY))).containsExactly("UNSEEN 1 of 1");
        List<PolicyFinding> reworded = report.policyFindings().stream()
                .map(each -> new PolicyFinding(
                        each.origin(), each.kind(), "nothing came of it", each.about(), each.since(), each.concerns()))
                .toList();
        Night night = Nights.of(report.but().policyFindings(reworded).build());
        assertThat(sorts(Nights.told(night, dev))).isEmpty();
    }

    @Test
    void callsAHostSilentOnlyAfterItsTime() {
        Report report = SampleReports.equal();

        assertThat(sorts(Nights.told(new Night(report, Duration.ofHours(30)), EVERYBODY)))
                .isEmpty();
        Notice notice = Nights.told(new Night(report, Duration.ofHours(29)), EVERYBODY);
        assertThat(MailText.of(notice).text())
                .contains("- prod/web-02: no snapshot since 2026-11-19 02:00 UTC")
                .doesNotContain("web-01");
    }

    @Test
    void judgesSilenceByWhenASnapshotArrivedAndTellsOfTheClock() {
        Duration years = Duration.ofDays(3650);
        Night night = Nights.of(prod(
                heard("ahead", Duration.ofDays(3), years),
                heard("behind", Duration.ofHours(1), years.negated()),
                heard("by-a-day", Duration.ofDays(3), Duration.ofDays(1)),
                heard("sound", Duration.ofHours(1), Duration.ofMinutes(-20))));

        assertThat(MailText.of(Nights.told(night, EVERYBODY)).text().lines())
                .contains(
                        "2 silent · 1 clock off",
                        "- prod/ahead: no snapshot since 2026-11-17 08:00 UTC",
                        "  its clock is 3,650 days ahead",
                        "- prod/by-a-day: no snapshot since 2026-11-17 08:00 UTC",
                        "  its clock is 24 hours ahead",
                        "- prod/behind: its clock is 3,650 days behind, unless the snapshot waited so long",
                        "  taken 2016-11-22 07:00 UTC by its clock, arrived 2026-11-20 07:00 UTC");
        assertThat(MailText.of(Nights.told(night, EVERYBODY)).text()).doesNotContain("sound");
    }

    @Test
    void callsTheEndOfWhatComesAndGoesNoSilence() {
        ReportHost stays = heard("pod-1", Duration.ofDays(3), Duration.ZERO);
        ReportHost pod = new ReportHost(
                stays.name(),
                stays.kind(),
                stays.role(),
                stays.snapshot(),
                stays.capturedAt(),
                stays.agent(),
                stays.receivedAt(),
                true);

        assertThat(sorts(Nights.told(Nights.of(prod(stays)), EVERYBODY))).containsExactly("SILENT 1 of 1");
        assertThat(sorts(Nights.told(Nights.of(prod(pod)), EVERYBODY))).isEmpty();
    }

    @Test
    void tellsSilenceAndWaiversAgainByTheirAgeWhereNothingIsRemembered() {
        PolicyFinding ended = new PolicyFinding(
                "leeway.yaml:4",
                "expired",
                "the waiver ended",
                Optional.of("os/timezone until 2026-11-19"),
                Optional.of(AS_OF.minus(Duration.ofHours(8))),
                List.of());
        Report first = prod(heard("web-01", Duration.ofHours(50), Duration.ZERO))
                .but()
                .policyFindings(List.of(ended))
                .previous(AS_OF.minus(Duration.ofDays(1)))
                .build();
        Report second = first.but().previous(AS_OF.minus(Duration.ofHours(1))).build();
        Report weekly = prod(heard("web-01", Duration.ofHours(48 + 7 * 24 + 2), Duration.ZERO))
                .but()
                .previous(AS_OF.minus(Duration.ofDays(1)))
                .build();
        Duration week = Duration.ofDays(7);

        assertThat(Digest.dueByAge(Nights.of(first), EVERYBODY, week))
                .containsExactlyInAnyOrder(
                        "silent/host/prod/web-01/2026-11-18T06:00:00Z", "waiver/expired/os/timezone until 2026-11-19");
        assertThat(Digest.dueByAge(Nights.of(second), EVERYBODY, week)).isEmpty();
        assertThat(Digest.dueByAge(Nights.of(weekly), EVERYBODY, week)).hasSize(1);
    }

    /** Told when it goes wrong and after each week, as the report says since when it is so. */
    @Test
    void tellsAClockThatIsOffByHowLongItIsWhereNothingIsRemembered() {
        Duration week = Duration.ofDays(7);
        for (int hours : new int[] {1, 23, 25, 7 * 24 - 1, 7 * 24 + 1, 8 * 24 + 1, 14 * 24 + 1}) {
            ReportHost host = heard("web-01", Duration.ofHours(1), Duration.ofDays(3))
                    .clockOffSince(AS_OF.minus(Duration.ofHours(hours)));
            Night night = Nights.of(
                    prod(host).but().previous(AS_OF.minus(Duration.ofDays(1))).build());

            boolean told = hours < 24 || hours % (7 * 24) == 1;
            assertThat(Digest.dueByAge(night, EVERYBODY, week)).as("%s", hours).hasSize(told ? 1 : 0);
            assertThat(MailText.of(Nights.told(night, EVERYBODY)).text().contains("; off since 2026-"))
                    .isEqualTo(hours > 1);
        }
    }

    /** A report that waits for a week may be told by a configuration that waits for two days. */
    @Test
    void tellsASilentServiceAsSoonAsItsReportCallsItSilent() {
        Instant last = AS_OF.minus(Duration.ofDays(7)).minusSeconds(60);
        Report report = SampleReports.equal()
                .but()
                .previous(AS_OF.minus(Duration.ofDays(1)))
                .silent(List.of(new SilentService(
                        "shop-web",
                        "prod",
                        last,
                        Optional.of(last.plus(Duration.ofDays(7))),
                        List.of("web-01"),
                        Optional.empty())))
                .build();

        assertThat(Digest.dueByAge(Nights.of(report), EVERYBODY, Duration.ofDays(7)))
                .containsExactly("silent/service/prod/shop-web/" + last);
    }

    @Test
    void tellsWaiversAndWhatNobodyLookedAtToThoseTheyConcern() {
        Concern shop = new Concern(List.of("dev", "prod"), Optional.of("team-shop"), Optional.empty());
        Concern grave = new Concern(shop.between(), shop.owner(), Optional.of(Severity.HIGH));
        Night night = Nights.of(prod(heard("web-01", Duration.ZERO, Duration.ZERO))
                .but()
                .policyFindings(List.of(new PolicyFinding(
                        "leeway.yaml:4",
                        "expiresSoon",
                        "ends in 6 days",
                        Optional.of("A"),
                        Optional.empty(),
                        List.of(shop))))
                .remembered(List.of(new Remembered(
                        "a1",
                        AS_OF,
                        AS_OF,
                        0,
                        Optional.empty(),
                        List.of(),
                        true,
                        Optional.empty(),
                        Optional.of(grave))))
                .build());

        assertThat(news(night, List.of("team-shop"), List.of("prod"), Severity.HIGH))
                .isEqualTo("1 earlier drift not seen this time · 1 waiver to renew");
        assertThat(news(night, List.of("team-pay"), List.of("prod"), Severity.INFO))
                .startsWith("no drift");
        assertThat(news(night, List.of(), List.of("staging"), Severity.INFO))
                .isEqualTo("incomplete: nothing observed of staging");
        assertThat(news(night, List.of(), List.of("dev"), Severity.CRITICAL)).isEqualTo("1 waiver to renew");
    }
}
