package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.EnvironmentNames;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.Part;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.report.Drifts;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of a breach each channel is told once, and of its end whoever heard of it, each by an id that stays. */
class BreachTellingTest extends TellingScene {
    private static List<Delivery> tell(Notifier notifier, Breaches breaches) {
        return notifier.breaches(breaches, EnvironmentNames.of(SampleReports.ofThree()), NOW);
    }

    private Breaches breaches(Report report, Map<String, Breaches.Alerted> before) {
        return Breaches.decide(report, before, now, Duration.ofDays(7));
    }

    @Test
    void alertsOfABreachOnceAndOfItsEndOnce() throws IOException {
        Notifier notifier = notifier(channel("a", "/ok"));
        Breaches first = breaches(SampleReports.ofThree(), Map.of());
        tell(notifier, first);
        assertThat(headline(0)).startsWith("critical: shop-web: PAYMENT_API_KEY is the same secret");

        Breaches second = breaches(SampleReports.ofThree(), first.after());
        assertThat(tell(notifier, second)).extracting(Delivery::fate).containsOnly(Delivery.Fate.NOTHING);

        Report mended = mended();
        Breaches third = breaches(mended, second.after());
        tell(notifier, third);
        assertThat(headline(1)).startsWith("resolved: shop-web: PAYMENT_API_KEY");
        assertThat(third.after()).isEmpty();

        // Who was told that it is over is told that it is back; then nothing more of its coming and going.
        Breaches back = breaches(SampleReports.ofThree(), third.after());
        tell(notifier, back);
        assertThat(headline(2)).isEqualTo(headline(0));
        Breaches fourth = breaches(mended, back.after());
        tell(notifier, fourth);
        tell(notifier, breaches(SampleReports.ofThree(), fourth.after()));
        assertThat(server.taken()).hasSize(3);
    }

    private static Report mended() {
        return SampleReports.ofThree()
                .but()
                .drifts(List.of())
                .causes(List.of())
                .resolved(SampleReports.ofThree().drifts().stream()
                        .map(drift -> new ResolvedDrift(
                                drift.id(),
                                drift.address(),
                                drift.severity(),
                                drift.explanation().summary()))
                        .toList())
                .build();
    }

    @Test
    void alertsInQuietHoursAndHoldsTheEndBack() throws IOException {
        now = Instant.parse("2026-11-20T23:00:00Z");
        Notifier notifier = notifier(channel("a", "/ok"));
        Breaches first = breaches(SampleReports.ofThree(), Map.of());
        assertThat(tell(notifier, first)).extracting(Delivery::fate).contains(Delivery.Fate.SENT);

        Report mended = mended();
        assertThat(tell(notifier, breaches(mended, first.after())))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.NOTHING, Delivery.Fate.HELD);
        assertThat(server.taken()).hasSize(1);
    }

    /** A secret that staging has from production, and dev as well: one cause of two breaches, led by something else. */
    private static Report shared() {
        Drift qa = drift("3c1e07d2f3b9a64", Severity.CRITICAL, Stage.NEW);
        Drift dev = breach("1c1e07d2f3b9a64", "dev");
        Drift staging = breach("2c1e07d2f3b9a64", "staging").ownedBy(Optional.of("team-staging"));
        return cause(NOW, Drifts.between(qa, List.of("qa", "prod")), dev, staging)
                .report();
    }

    private static Drift breach(String id, String environment) {
        return drift(id, Severity.CRITICAL, Stage.NEW)
                .but()
                .between(List.of(environment, "prod"))
                .state(DriftState.SHARED)
                .build();
    }

    @Test
    void alertsWhomeverABreachOfTheCauseConcerns() {
        Notifier notifier = notifier(
                channel("dev", List.of(), List.of("dev")),
                channel("staging", List.of("team-staging"), List.of("staging")),
                channel("perf", List.of(), List.of("perf")),
                channel("others", List.of("team-other"), List.of()));

        assertThat(tell(notifier, breaches(shared(), Map.of())))
                .filteredOn(delivery -> delivery.fate() == Delivery.Fate.SENT)
                .extracting(Delivery::channel)
                .containsExactly("dev", "staging");
    }

    /** Whatever drift led the cause when it was told, and whichever is told as ended. */
    @Test
    void tellsTheEndToEveryChannelThatHeard() {
        Notifier notifier = notifier(
                channel("qa", List.of(), List.of("qa")),
                channel("staging", List.of("team-staging"), List.of("staging")),
                channel("ends", List.of("team-staging"), List.of("staging"), Occasion.RESOLVED),
                channel("perf", List.of(), List.of("perf")));
        Breaches first = breaches(shared(), Map.of());
        tell(notifier, first);
        Report mended = mended().but()
                .resolved(shared().drifts().stream()
                        .map(drift -> new ResolvedDrift(
                                drift.id(),
                                drift.address(),
                                drift.severity(),
                                drift.explanation().summary()))
                        .toList())
                .build();
        Breaches over = breaches(mended, first.after());
        assertThat(over.resolved()).hasSize(1);

        assertThat(tell(notifier, over))
                .filteredOn(delivery -> delivery.fate() == Delivery.Fate.SENT)
                .extracting(Delivery::channel)
                .containsExactlyInAnyOrder("qa", "staging", "ends");

        // And so to each that it is back.
        assertThat(tell(notifier, breaches(shared(), over.after())))
                .filteredOn(delivery -> delivery.fate() == Delivery.Fate.SENT)
                .extracting(Delivery::channel)
                .containsExactly("qa", "staging");
    }

    /** It is never told that a breach is back, so another end is no news there within the time, and nothing waits for it. */
    @Test
    void isDoneWithAnEndThatAChannelForEndsAloneWasTold() throws IOException {
        Notifier notifier = notifier(channel("ends", "/ok", Occasion.RESOLVED));
        Breaches first = breaches(SampleReports.ofThree(), Map.of());
        tell(notifier, first);
        Breaches over = breaches(mended(), first.after());
        assertThat(tell(notifier, over)).extracting(Delivery::fate).containsExactly(Delivery.Fate.SENT);
        assertThat(headline(0)).startsWith("resolved: shop-web: PAYMENT_API_KEY");

        // Another channel is still owed it, so it is asked for once more.
        assertThat(tell(notifier, over)).extracting(Delivery::fate).containsExactly(Delivery.Fate.NOTHING);
        assertThat(server.taken()).hasSize(1);
    }

    /** What one is owed, for it is not reached, is handed in for all; its time may be longer than that of the others. */
    @Test
    void tellsAChannelForEndsAloneOfAnEndOnceHoweverLongAnotherWaitsForIt() {
        Notifier notifier = notifier(channel("ends", "/ok", Occasion.RESOLVED));
        Breaches over =
                breaches(mended(), breaches(SampleReports.ofThree(), Map.of()).after());
        assertThat(tell(notifier, over)).extracting(Delivery::fate).containsExactly(Delivery.Fate.SENT);
        for (int days : new int[] {1, 8, 30}) {
            now = day(days);
            Breaches still = breaches(mended(), over.ended());
            assertThat(still.resolved()).hasSize(1);
            assertThat(tell(notifier, still)).extracting(Delivery::fate).containsExactly(Delivery.Fate.NOTHING);
        }

        // Another end of it is news, once its time is over.
        now = day(40);
        Breaches back = breaches(SampleReports.ofThree(), Map.of());
        now = day(41);
        assertThat(tell(notifier, breaches(mended(), back.after())))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.SENT);
        now = day(42);
        Breaches soon = breaches(SampleReports.ofThree(), Map.of());
        now = day(43);
        Breaches third = breaches(mended(), soon.after());
        assertThat(tell(notifier, third)).extracting(Delivery::fate).containsExactly(Delivery.Fate.NOTHING);
        now = day(60);
        assertThat(tell(notifier, breaches(mended(), third.ended())))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.NOTHING);
    }

    /** A collector that tells, and ends before it notes so. */
    private Notifier dying(List<Notice> arrived) {
        return notifier(new InMemoryWays(), (channel, notice) -> {
            arrived.add(notice);
            throw new IllegalStateException("killed");
        });
    }

    private List<String> ids() {
        return server.taken().stream()
                .map(taken -> taken.headers().getOrDefault("Leeway-Delivery", "none"))
                .toList();
    }

    /** Another look speaks of another moment; by the id who has it already knows it again. */
    @Test
    void goesByTheSameIdWhoeverTellsItAgain() throws IOException {
        List<Notice> arrived = new CopyOnWriteArrayList<>();
        Report first = cause(NOW, breach(ONE, "dev")).report();
        tell(dying(arrived), breaches(first, Map.of()));
        now = NOW.plus(SentNotices.HOLD).plusSeconds(60);
        // Meanwhile there is another one, which is no part of what was told.
        Report other = SampleReports.ofThree();
        Report both = together(SampleReports.at(first, now), other);
        Notifier notifier = notifier(channel("a", "/ok"));
        notifier.breaches(breaches(both, Map.of()), EnvironmentNames.of(both), now);

        assertThat(arrived).hasSize(1);
        assertThat(server.taken()).hasSize(2);
        String told = arrived.get(0).delivery().orElseThrow();
        int again = headline(0).equals(arrived.get(0).headline()) ? 0 : 1;
        assertThat(headline(again)).isEqualTo(arrived.get(0).headline());
        assertThat(headline(1 - again)).contains("PAYMENT_API_KEY");
        assertThat(ids().get(again)).isEqualTo(told).matches("[0-9a-f]{32}");
        assertThat(ids().get(1 - again)).isNotEqualTo(told).matches("[0-9a-f]{32}");

        // Told once more after its time, it is another message.
        now = now.plus(Duration.ofDays(8));
        tell(notifier, breaches(first, Map.of()));
        assertThat(ids()).hasSize(3).doesNotHaveDuplicates();
    }

    /** One that sends as {@code sender} does, and lets the channel be by {@code ways}. */
    private Notifier notifier(Ways ways, Sender sender, Occasion... when) {
        return new Notifier(
                List.of(channel("a", "/ok", when)),
                sent,
                ways,
                clock,
                Optional.empty(),
                List.of(),
                any -> sender,
                Duration.ofMinutes(1));
    }

    private static Report together(Report... reports) {
        return reports[0]
                .but()
                .drifts(Stream.of(reports)
                        .flatMap(each -> each.drifts().stream())
                        .toList())
                .causes(Stream.of(reports)
                        .flatMap(each -> each.causes().stream())
                        .toList())
                .build();
    }

    private static Report another() {
        return cause(NOW, breach(OTHER, "dev").but().cause(OTHER).build()).report();
    }

    /** However often somebody looked meanwhile: none of that was tried. */
    @Test
    void tellsInOneMessageWhatCameWhileAChannelWasLetBe() {
        InMemoryWays ways = new InMemoryWays();
        ways.is("a", Way.OPEN.failed(NOW, "it answered 503"));
        List<Notice> arrived = new CopyOnWriteArrayList<>();
        Notifier notifier = notifier(ways, (channel, notice) -> arrived.add(notice), Occasion.ALERT);
        Report first = cause(NOW, breach(ONE, "dev")).report();
        for (Report report : List.of(first, together(first, another()))) {
            now = now.plusSeconds(10);
            assertThat(tell(notifier, breaches(report, Map.of())))
                    .extracting(Delivery::fate)
                    .containsExactly(Delivery.Fate.RESTS);
        }
        now = NOW.plusSeconds(60);
        tell(notifier, breaches(together(first, another(), SampleReports.ofThree()), Map.of()));

        assertThat(arrived).hasSize(1);
        assertThat(arrived.get(0).parts()).extracting(Part::total).containsExactly(3);
    }

    /** Two breaches that were sent and not noted, each in a message of its own, and a third. */
    private Breaches threeMessages() {
        Report first = cause(NOW, breach(ONE, "dev")).report();
        tell(dying(new CopyOnWriteArrayList<>()), breaches(first, Map.of()));
        now = now.plusSeconds(10);
        tell(dying(new CopyOnWriteArrayList<>()), breaches(another(), Map.of()));
        now = now.plus(SentNotices.HOLD);
        return breaches(together(first, another(), SampleReports.ofThree()), Map.of());
    }

    /** By then another collector may have it. */
    @Test
    void beginsNoMessageOfWhichTheClaimMayLapseWhileItIsSent() {
        Breaches breaches = threeMessages();
        List<Notice> arrived = new CopyOnWriteArrayList<>();
        Notifier slow = notifier(
                new InMemoryWays(),
                (channel, notice) -> {
                    arrived.add(notice);
                    now = now.plusSeconds(100);
                },
                Occasion.ALERT);

        assertThat(tell(slow, breaches)).extracting(Delivery::fate).containsExactly(Delivery.Fate.PENDING);
        assertThat(arrived).hasSize(2);
        assertThat(tell(slow, breaches)).extracting(Delivery::fate).containsExactly(Delivery.Fate.SENT);
        assertThat(arrived).hasSize(3);
    }

    @Test
    void claimsAnEndForItsWholeTimeHoweverLongAlertsTook() {
        Breaches first = breaches(SampleReports.ofThree(), Map.of());
        tell(notifier(channel("a", "/ok")), first);
        Report report = mended().but()
                .drifts(another().drifts())
                .causes(another().causes())
                .build();
        Breaches both = breaches(report, first.after());
        String ended = "resolved/a/" + both.resolved().get(0).id().orElseThrow();
        List<Claim> held = new CopyOnWriteArrayList<>();
        tell(
                notifier(new InMemoryWays(), (channel, notice) -> {
                    held.add(sent.standing(ended, now.plus(SentNotices.HOLD).minusSeconds(1)));
                    now = now.plusSeconds(110);
                }),
                both);

        assertThat(held).containsExactly(Claim.FREE, Claim.PENDING);
    }

    /** That one who did not get the first has the second is no reason to say nothing of it. */
    @Test
    void saysOfSeveralMessagesThatOneDidNotComeToAll() {
        Breaches breaches = threeMessages();
        InMemoryWays ways = new InMemoryWays();
        List<Notice> arrived = new CopyOnWriteArrayList<>();
        Notifier refused = notifier(
                ways,
                (channel, notice) -> {
                    arrived.add(notice);
                    if (arrived.size() == 1) {
                        throw NotSentException.partly("an address was refused");
                    }
                },
                Occasion.ALERT);

        assertThat(tell(refused, breaches)).extracting(Delivery::fate).containsExactly(Delivery.Fate.PARTLY);
        assertThat(arrived).hasSize(3);
        assertThat(ways.of("a").why()).isEqualTo("an address was refused");

        // A message of another look that all have says that all are reached.
        now = now.plus(Duration.ofDays(8));
        assertThat(tell(refused, breaches)).extracting(Delivery::fate).containsExactly(Delivery.Fate.SENT);
        assertThat(ways.of("a")).isEqualTo(Way.OPEN);
    }

    /** An answer may be lost. */
    @Test
    void goesByTheSameIdAfterAnAttemptThatFailed() {
        Breaches breaches = breaches(SampleReports.ofThree(), Map.of());
        tell(notifier(channel("a", "/status/500")), breaches);
        now = NOW.plusSeconds(90);
        tell(notifier(channel("a", "/ok")), breaches);
        Breaches over = breaches(mended(), breaches.after());
        now = NOW.plusSeconds(180);
        tell(notifier(channel("a", "/status/500")), over);
        now = NOW.plusSeconds(270);
        tell(notifier(channel("a", "/ok")), over);

        assertThat(ids()).hasSize(4);
        assertThat(ids().get(1)).isEqualTo(ids().get(0));
        assertThat(ids().get(3)).isEqualTo(ids().get(2)).isNotEqualTo(ids().get(0));
    }

    /** Who has the first takes what goes by the same id for known. */
    @Test
    void goesByAnotherIdWhenItIsBackThoughNobodyKnowsWhetherTheFirstArrived() {
        Breaches first = breaches(SampleReports.ofThree(), Map.of());
        tell(notifier(channel("a", "/status/500", Occasion.ALERT)), first);
        now = NOW.plusSeconds(90);
        Breaches over = breaches(mended(), first.untold(Map.of()));
        assertThat(over.ended()).isNotEmpty();
        tell(notifier(channel("a", "/ok", Occasion.ALERT)), over);
        now = NOW.plusSeconds(180);
        tell(notifier(channel("a", "/ok", Occasion.ALERT)), breaches(SampleReports.ofThree(), over.after()));

        assertThat(ids()).hasSize(2).doesNotHaveDuplicates();
    }
}
