package dev.leeway.collector.digest;

import static dev.leeway.collector.digest.Nights.AS_OF;
import static dev.leeway.collector.digest.Nights.EVERYBODY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.Golden;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.service.Deliveries;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.HostKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static List<String> sorts(Notice notice) {
        return notice.parts().stream()
                .map(part -> part.sort() + " " + part.told() + " of " + part.total())
                .toList();
    }

    @Test
    void tellsAnEventfulNightInEveryForm() throws IOException {
        Notice notice = Nights.told(Nights.eventful(), EVERYBODY).linked(Optional.of("https://leeway.example/nightly"));
        MailText mail = MailText.of(notice);

        Golden.matches("notice/nightly.txt", mail.text());
        Golden.matches("notice/nightly.html", mail.html());
        Golden.matches("notice/nightly-slack.json", SlackText.of(notice) + "\n");
        Golden.matches("notice/nightly.json", WebhookText.of(notice, "platform"));
        assertThat(mail.subject())
                .isEqualTo("Leeway: incomplete: 1 required gap · 2 new (1 critical, 1 high) · 3 silent · 3 still open"
                        + " · 1 fact resolved · 1 waiver to renew");
    }

    @Test
    void isOneLineOnAQuietNight() {
        Notice none = Nights.told(Nights.of(Nights.of(List.of())), EVERYBODY);
        assertThat(none.headline()).isEqualTo("no drift as of 2026-11-20 08:00 UTC, 3 hosts observed, 100.0 %");
        assertThat(MailText.of(none).text().lines()).hasSize(1);
        assertThat(none.isQuiet()).isTrue();

        Night open = Nights.of(Nights.staged(Stage.OPEN, Stage.OPEN));
        Notice known = Digest.of(open, EVERYBODY, Set.of());
        assertThat(MailText.of(known).text())
                .isEqualTo("nothing new, 2 causes still open, as of 2026-11-20 08:00 UTC, 3 hosts observed, 100.0 %\n");
    }

    /** Green is for nights on which nothing is the matter, not for those on which it was told before. */
    @Test
    void isGreenWhereNothingIsOpenOrSilentAlone() {
        Night none = Nights.of(Nights.of(List.of()));
        Night open = Nights.of(Nights.staged(Stage.OPEN));
        Night silent = new Night(Nights.of(List.of()), Duration.ofHours(24));

        assertThat(MailText.of(Digest.of(none, EVERYBODY, Set.of())).html())
                .contains("5px solid #1c6437", ">no drift</div>", ">as of 2026-11-20 08:00 UTC, 3 hosts observed");
        assertThat(MailText.of(Digest.of(open, EVERYBODY, Set.of())).html())
                .contains(">nothing new, 1 cause still open</div>")
                .doesNotContain("5px solid #1c6437");
        assertThat(MailText.of(Digest.of(silent, EVERYBODY, Set.of())).html())
                .contains("2 of 3 hosts observed, 100.0 %; 1 host silent, told before")
                .doesNotContain("5px solid #1c6437");
    }

    /** What teams are called is nothing to the colour. */
    @Test
    void isGreenWhateverTheWordsOfItsHeadlineAre() {
        Audience named = new Audience(List.of("shop; pay"), List.of(), Severity.INFO);
        Notice well = Digest.of(Nights.of(Nights.of(List.of())), named, Set.of());

        assertThat(well.headline()).startsWith("no drift of shop; pay as of");
        assertThat(well.well()).isTrue();
        assertThat(MailText.of(well).html()).contains("5px solid #1c6437");
        assertThat(Digest.of(Nights.of(Nights.staged(Stage.OPEN)), EVERYBODY, Set.of())
                        .well())
                .isFalse();
        assertThat(MailText.of(well.headed("1 ab").linked(Optional.of("https://leeway.example/")))
                        .html())
                .contains("5px solid #1c6437");
    }

    @Test
    void saysInAnAlertOfOneBreachNothingTwice() {
        Breaches breaches = Breaches.decide(SampleReports.ofThree(), Map.of(), AS_OF, Duration.ofDays(7));
        Notice alert = Notices.alert(breaches.fresh(), List.of(), AS_OF).orElseThrow();
        String html = MailText.of(alert).html();
        String text = breaches.fresh().get(0).text();

        assertThat(breaches.fresh()).hasSize(1);
        assertThat(html.substring(html.indexOf("<body"))).containsOnlyOnce(text).contains("Why", "team-shop");
        assertThat(MailText.of(alert).text()).contains("why: ");
    }

    @Test
    void saysForWhomNothingDrifted() {
        Audience shop = new Audience(List.of("team-shop"), List.of("prod"), Severity.HIGH);

        assertThat(Nights.told(Nights.of(Nights.staged(Stage.NEW)), shop).headline())
                .startsWith("no drift at or above high of team-shop in prod as of ");
    }

    @Test
    void isNeverQuietWhileSomethingRequiredWasNotSeen() {
        Notice notice = Nights.told(Nights.of(SampleReports.incomplete()), EVERYBODY);
        assertThat(notice.headline()).startsWith("incomplete: 1 required gap");
        assertThat(sorts(notice)).containsExactly("UNSEEN 1 of 1");

        Report bare = SampleReports.equal().but().verdict(Verdict.INCOMPLETE).build();
        Notice unnamed = Nights.told(Nights.of(bare), EVERYBODY);
        assertThat(unnamed.headline()).isEqualTo("incomplete");
        assertThat(unnamed.remarks()).isNotEmpty();
    }

    /** A name the policy has not, as an alias or a slip of the pen, is no reason to say all is well. */
    @Test
    void isNeverQuietAboutAnEnvironmentOfWhichNothingWasObserved() {
        Audience mistaken = new Audience(List.of(), List.of("prod", "production"), Severity.INFO);
        Notice notice = Nights.told(Nights.of(Nights.of(List.of())), mistaken);

        assertThat(notice.headline()).isEqualTo("incomplete: nothing observed of production");
        assertThat(notice.isQuiet()).isFalse();
        assertThat(notice.remarks().get(0)).startsWith("This channel is for production, of which nothing");
    }

    @Test
    void countsTheHostsOfItsEnvironments() {
        Report report = Nights.of(List.of());
        Audience prod = new Audience(List.of(), List.of("prod"), Severity.INFO);

        assertThat(Nights.told(Nights.of(report), prod).headline())
                .isEqualTo("no drift in prod as of 2026-11-20 08:00 UTC, 2 hosts observed");
    }

    @Test
    void isNeverQuietAboutWhatWasOpenAndNobodyLookedAt() {
        Remembered unseen = new Remembered("a1", AS_OF, AS_OF, 0, Optional.empty(), true, Optional.empty());
        Remembered gone = new Remembered("a2", AS_OF, AS_OF, 0, Optional.empty(), false, Optional.empty());
        Report report = Nights.of(List.of());

        Night night = Nights.of(report.but().remembered(List.of(unseen, gone)).build());
        assertThat(Nights.told(night, EVERYBODY).headline()).isEqualTo("1 earlier drift not seen this time");
        assertThat(Nights.told(night, EVERYBODY).isQuiet()).isFalse();
        Night over = Nights.of(report.but().remembered(List.of(gone)).build());
        assertThat(Nights.told(over, EVERYBODY).headline()).startsWith("no drift as of");
    }

    /** What the report carries on because it could not be seen is open for all anybody knows. */
    @Test
    void isNeverQuietAboutADriftThatTheReportCarriesOnUnseen() {
        Drift open = Nights.staged(0, Stage.OPEN, Severity.HIGH).ownedBy(Optional.of("team-shop"));
        Drift unseen = new Drift(
                        open.id(),
                        open.address(),
                        open.scope(),
                        open.between(),
                        DriftState.UNKNOWN,
                        open.severity(),
                        Disposition.INFORMATIONAL,
                        open.values(),
                        open.direction(),
                        open.cause(),
                        open.explanation(),
                        open.judgedBy(),
                        open.lifecycle(),
                        open.change())
                .ownedBy(open.owner());
        Report report = Nights.of(List.of(open));
        Night night = Nights.of(report.but()
                .drifts(List.of(unseen))
                .causes(report.causes().stream()
                        .map(cause -> new Cause(
                                cause.id(),
                                cause.summary(),
                                cause.severity(),
                                Disposition.INFORMATIONAL,
                                cause.drifts()))
                        .toList())
                .build());

        assertThat(Nights.told(night, EVERYBODY).headline()).isEqualTo("1 earlier drift not seen this time");
        assertThat(news(night, List.of("team-pay"), List.of(), Severity.INFO)).startsWith("no drift");
        assertThat(news(night, List.of(), List.of(), Severity.CRITICAL)).startsWith("no drift");
    }

    @Test
    void tellsTenOfEachAndCountsTheRest() {
        Stage[] stages = new Stage[25];
        java.util.Arrays.fill(stages, Stage.NEW);
        stages[24] = Stage.OPEN;
        Notice notice = Nights.told(Nights.of(Nights.staged(stages)), EVERYBODY);

        assertThat(sorts(notice)).containsExactly("NEW 10 of 24", "OPEN 1 of 1");
        assertThat(MailText.of(notice).text()).contains("and 14 more new causes");
        assertThat(notice.headline()).isEqualTo("24 new (24 high) · 1 still open");
    }

    @Test
    void countsWhatIsOpenAndWasToldBefore() {
        Night night = Nights.of(Nights.staged(Stage.NEW, Stage.OPEN, Stage.OPEN));
        Digest.Candidates candidates = Digest.candidates(night, EVERYBODY);

        Notice notice = Digest.of(night, EVERYBODY, Set.copyOf(candidates.fresh()));

        assertThat(sorts(notice)).containsExactly("NEW 1 of 1", "OPEN 0 of 2");
        assertThat(MailText.of(notice).text()).contains("STILL OPEN\n2 causes, told before\n");
    }

    /** What grew is news on one night alone; what is due again is so on the next as well. */
    @Test
    void tellsWhatGrewBeforeWhatIsDueAgain() {
        List<Drift> drifts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            drifts.add(Nights.staged(i, Stage.OPEN, Severity.CRITICAL));
        }
        Drift known = Nights.staged(20, Stage.OPEN, Severity.MEDIUM);
        Drift fresh = Nights.staged(21, Stage.NEW, Severity.LOW);
        drifts.addAll(List.of(known, fresh));
        Report report = Nights.of(drifts);
        List<Cause> causes = new ArrayList<>(report.causes().subList(0, 12));
        causes.add(
                new Cause(known.cause(), "grew", Severity.MEDIUM, Disposition.OPEN, List.of(known.id(), fresh.id())));
        Night night = Nights.of(report.but()
                .causes(causes)
                .previous(AS_OF.minus(Duration.ofDays(4)))
                .build());

        assertThat(Digest.candidates(night, EVERYBODY).open())
                .hasSize(13)
                .first()
                .isEqualTo(known.cause());
        assertThat(Digest.dueByAge(night, EVERYBODY, Duration.ofDays(1)))
                .hasSize(Digest.MOST)
                .contains(known.cause());
    }

    @Test
    void isNotAlarmedAgainByWhatComesAndGoes() {
        Night night = Nights.of(Nights.staged(Stage.REOPENED));

        assertThat(Digest.of(night, EVERYBODY, Set.of()).headline())
                .startsWith("nothing new, 1 cause still open, as of");
        assertThat(Nights.told(night, EVERYBODY).headline()).isEqualTo("1 new (1 high)");
        assertThat(MailText.of(Nights.told(night, EVERYBODY)).text()).contains("came back");
    }

    /** Nobody was told of it before, so that it is not still open; whether it is new nobody knows. */
    @Test
    void saysOfTheFirstNightThatItIsTheFirstInEveryForm() {
        Notice notice = Nights.told(Nights.of(Nights.staged(Stage.UNTRACKED, Stage.UNTRACKED)), EVERYBODY);
        MailText mail = MailText.of(notice);

        assertThat(sorts(notice)).containsExactly("FIRST 2 of 2");
        assertThat(notice.parts().get(0).groups().get(0).items().get(0).age()).isEmpty();
        assertThat(notice.headline()).isEqualTo("first report: 2 open (2 high)");
        assertThat(mail.text()).contains("\nOPEN IN THE FIRST REPORT\n", "  why: ");
        assertThat(mail.html()).contains(">Open in the first report <");
        assertThat(SlackText.of(notice)).contains("Open in the first report\\n");
        assertThat(WebhookText.of(notice, "a")).contains("\"sort\":\"first\"");
        for (String form : List.of(mail.text(), mail.html(), SlackText.of(notice), WebhookText.of(notice, "a"))) {
            assertThat(form).contains("first report").doesNotContainIgnoringCase("still open");
        }
    }

    @Test
    void countsBeyondTenOfTheFirstNightAndNeverThemAsToldBefore() {
        Stage[] stages = new Stage[12];
        java.util.Arrays.fill(stages, Stage.UNTRACKED);
        Night night = Nights.of(Nights.staged(stages));

        String text = MailText.of(Nights.told(night, EVERYBODY)).text();
        assertThat(text).startsWith("first report: 12 open (12 high)\n").contains("\nand 2 more causes\n");
        // The report of before was lost, and what it told of is remembered.
        assertThat(Digest.of(night, EVERYBODY, Set.of()).headline()).startsWith("nothing new, 12 causes still open");
        Set<String> some = Set.copyOf(Digest.candidates(night, EVERYBODY).open().subList(0, 3));
        assertThat(sorts(Digest.of(night, EVERYBODY, some))).containsExactly("OPEN 3 of 12");
    }

    @Test
    void tellsEachAudienceItsOwn() {
        List<Drift> drifts = new ArrayList<>();
        drifts.add(Nights.staged(0, Stage.NEW, Severity.CRITICAL).ownedBy(Optional.of("team-shop")));
        drifts.add(Nights.staged(1, Stage.NEW, Severity.LOW).ownedBy(Optional.of("team-shop")));
        drifts.add(Nights.staged(2, Stage.NEW, Severity.HIGH).ownedBy(Optional.of("team-pay")));
        drifts.add(Nights.staged(3, Stage.NEW, Severity.HIGH));
        Night night = Nights.of(Nights.of(drifts));

        assertThat(sorts(Nights.told(night, new Audience(List.of("team-shop"), List.of(), Severity.INFO))))
                .containsExactly("NEW 2 of 2");
        assertThat(sorts(Nights.told(night, new Audience(List.of("team-shop"), List.of(), Severity.HIGH))))
                .containsExactly("NEW 1 of 1");
        assertThat(sorts(Nights.told(night, new Audience(List.of(), List.of("prod"), Severity.HIGH))))
                .containsExactly("NEW 3 of 3");
        assertThat(sorts(Nights.told(night, new Audience(List.of(), List.of("canary"), Severity.INFO))))
                .isEmpty();
    }

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

    private static Report prod(ReportHost... hosts) {
        return SampleReports.equal()
                .but()
                .environments(List.of(
                        new ReportEnvironment("dev", List.of(heard("mine", Duration.ZERO, Duration.ZERO)), List.of()),
                        new ReportEnvironment("prod", List.of(hosts), List.of())))
                .build();
    }

    /** A host whose snapshot arrived {@code ago}, its clock that much {@code ahead}. */
    private static ReportHost heard(String name, Duration ago, Duration ahead) {
        return new ReportHost(
                name,
                HostKind.SERVER,
                Optional.empty(),
                "c1:sha256:0",
                AS_OF.minus(ago).plus(ahead),
                "1.0.0",
                Optional.of(AS_OF.minus(ago)),
                false);
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
    void countsWhoWasObservedOfThoseThereAre() {
        Night night = Nights.of(prod(
                heard("web-01", Duration.ofDays(3), Duration.ZERO), heard("web-02", Duration.ZERO, Duration.ZERO)));
        Audience prod = new Audience(List.of(), List.of("prod"), Severity.INFO);
        Audience dev = new Audience(List.of(), List.of("dev"), Severity.INFO);

        assertThat(Digest.of(night, prod, Set.of()).headline())
                .isEqualTo(
                        "no drift in prod as of 2026-11-20 08:00 UTC, 1 of 2 hosts observed; 1 host silent, told before");
        assertThat(Digest.of(night, EVERYBODY, Set.of()).headline()).contains(", 2 of 3 hosts observed, ");
        assertThat(Digest.of(night, dev, Set.of()).headline()).endsWith("UTC, 1 host observed");
    }

    /** That its hosts are silent was told on another night; that nobody looks is not well on any. */
    @Test
    void isNeverQuietWhereNoHostWasObserved() {
        ReportHost dead = heard("web-01", Duration.ofDays(3), Duration.ZERO);
        Audience prod = new Audience(List.of(), List.of("prod"), Severity.INFO);
        Notice some = Digest.of(Nights.of(prod(dead)), prod, Set.of());
        Report all = prod(dead);
        Night none = Nights.of(
                all.but().environments(List.of(all.environments().get(1))).build());

        assertThat(some.headline()).isEqualTo("incomplete: nothing observed of prod");
        assertThat(some.isQuiet()).isFalse();
        assertThat(Digest.of(Nights.of(all), EVERYBODY, Set.of()).headline()).startsWith("no drift as of");
        Notice blind = Digest.of(none, EVERYBODY, Set.of());
        assertThat(blind.headline()).isEqualTo("incomplete: nothing observed");
        assertThat(MailText.of(blind).html()).contains("0 of 1 host observed").doesNotContain("5px solid #1c6437");
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

    private static String news(Night night, List<String> owners, List<String> environments, Severity severity) {
        return Nights.told(night, new Audience(owners, environments, severity)).headline();
    }

    @Test
    void saysElsewhereOfWhatIsRequiredOfOthers() {
        Report report = SampleReports.incomplete();
        String mine = report.environments().get(0).name();
        Audience other = new Audience(List.of(), List.of(mine), Severity.INFO);

        assertThat(report.coverage().gaps())
                .noneMatch(gap -> gap.required() && gap.environment().equals(mine));
        assertThat(Nights.told(Nights.of(report), other).headline()).endsWith("1 required gap elsewhere");
    }

    @Test
    void isTheSameForTheSame() {
        Notice once = Nights.told(Nights.eventful(), EVERYBODY);
        Notice again = Nights.told(Nights.eventful(), EVERYBODY);

        assertThat(MailText.of(once)).isEqualTo(MailText.of(again));
        assertThat(SlackText.of(once)).isEqualTo(SlackText.of(again));
        assertThat(once.asOf()).isEqualTo(AS_OF);
    }
}
