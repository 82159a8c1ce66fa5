package dev.leeway.collector.digest;

import static dev.leeway.collector.digest.Nights.AS_OF;
import static dev.leeway.collector.digest.Nights.EVERYBODY;
import static dev.leeway.collector.digest.Nights.heard;
import static dev.leeway.collector.digest.Nights.news;
import static dev.leeway.collector.digest.Nights.prod;
import static dev.leeway.collector.digest.Nights.sorts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.Remembered;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A night is quiet where nothing is the matter, and where everything was looked at. */
class QuietNightTest {
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
        Drift unseen = open.but()
                .state(DriftState.UNKNOWN)
                .disposition(Disposition.INFORMATIONAL)
                .build();
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
        Notice ofAll = Digest.of(Nights.of(all), EVERYBODY, Set.of());
        assertThat(ofAll.headline()).isEqualTo(some.headline());
        assertThat(MailText.of(ofAll).text()).contains("Of prod nothing was observed: look whether its hosts deliver.");
        Notice blind = Digest.of(none, EVERYBODY, Set.of());
        assertThat(blind.headline()).isEqualTo("incomplete: nothing observed");
        assertThat(MailText.of(blind).html()).contains("0 of 1 host observed").doesNotContain("5px solid #1c6437");
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
}
