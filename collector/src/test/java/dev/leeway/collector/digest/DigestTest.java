package dev.leeway.collector.digest;

import static dev.leeway.collector.digest.Nights.AS_OF;
import static dev.leeway.collector.digest.Nights.EVERYBODY;
import static dev.leeway.collector.digest.Nights.sorts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.report.Golden;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of a night, in which order, and what of it is counted. */
class DigestTest {
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

    /** A cause that was let be until now, or was less grave, is news though nothing of it is new. */
    @Test
    void tellsWhatGrewGraverWhereNothingIsRemembered() {
        List<Drift> drifts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            drifts.add(Nights.staged(i, Stage.OPEN, Severity.MEDIUM));
        }
        Report report = Nights.of(drifts);
        List<Cause> causes = new ArrayList<>(report.causes());
        Cause grown = causes.get(11).grownFrom(Severity.LOW);
        causes.set(11, grown);
        Night night = Nights.of(report.but()
                .causes(causes)
                .previous(AS_OF.minus(Duration.ofDays(1)))
                .build());

        assertThat(Digest.dueByAge(night, EVERYBODY, Duration.ofDays(7))).containsExactly(grown.id());
        assertThat(Digest.candidates(night, EVERYBODY).open()).first().isEqualTo(grown.id());
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
    void isTheSameForTheSame() {
        Notice once = Nights.told(Nights.eventful(), EVERYBODY);
        Notice again = Nights.told(Nights.eventful(), EVERYBODY);

        assertThat(MailText.of(once)).isEqualTo(MailText.of(again));
        assertThat(SlackText.of(once)).isEqualTo(SlackText.of(again));
        assertThat(once.asOf()).isEqualTo(AS_OF);
    }
}
