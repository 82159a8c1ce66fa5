package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Claimed;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ReportEnvironment;
import dev.leeway.schema.report.ReportHost;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.report.Status;
import dev.leeway.schema.snapshot.HostKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Of a night each channel is told in full what is news to it, and each thing once. */
class NightTellingTest extends TellingScene {
    @Test
    void tellsASilenceWhenItBeginsAndAgainAfterItsTime() throws IOException {
        Notifier notifier = notifier(channel("a", "/ok"));
        Report report = SampleReports.equal()
                .but()
                .silent(List.of(new SilentService(
                        "shop-web", "prod", NOW.minus(Duration.ofDays(3)), List.of("web-01"), Optional.empty())))
                .build();
        Night night = new Night(report, Duration.ofDays(9));

        notifier.nightly(night);
        now = NOW.plus(Duration.ofDays(1));
        notifier.nightly(new Night(SampleReports.at(report, now), Duration.ofDays(9)));
        now = NOW.plus(Duration.ofDays(7));
        notifier.nightly(new Night(SampleReports.at(report, now), Duration.ofDays(9)));
        Report again = report.but()
                .silent(List.of(new SilentService("shop-web", "prod", now, List.of("web-01"), Optional.empty())))
                .build();
        notifier.nightly(new Night(SampleReports.at(again, now.plusSeconds(1)), Duration.ofDays(9)));

        assertThat(parts(0)).containsExactly("silent 1 of 1");
        assertThat(parts(1)).isEmpty();
        assertThat(headline(1)).startsWith("no drift as of").endsWith("; 1 service silent, told before");
        assertThat(parts(2)).containsExactly("silent 1 of 1");
        // Heard of in between, it is silent anew.
        assertThat(parts(3)).containsExactly("silent 1 of 1");
    }

    private static Report behind(Instant asOf, Instant since) {
        ReportHost host = new ReportHost(
                "web-01",
                HostKind.SERVER,
                Optional.empty(),
                "c1:sha256:0",
                asOf.minus(Duration.ofHours(20)),
                "1.0.0",
                Optional.of(asOf.minus(Duration.ofHours(1))),
                false);
        return SampleReports.at(SampleReports.equal(), asOf)
                .but()
                .environments(List.of(new ReportEnvironment("prod", List.of(host.clockOffSince(since)), List.of())))
                .build();
    }

    /** As that of a host whose snapshots wait for a day every other night. */
    @Test
    void tellsAClockThatComesAndGoesOnceInItsTime() throws IOException {
        Notifier notifier = notifier(channel("a", "/ok"));
        for (int day : new int[] {0, 2, 4, 7}) {
            now = day(day);
            notifier.nightly(new Night(behind(now, now.minus(Duration.ofHours(1))), Duration.ofDays(9)));
        }

        assertThat(parts(0)).containsExactly("clocks 1 of 1");
        assertThat(parts(1)).isEmpty();
        assertThat(headline(1)).endsWith("; 1 clock off, told before");
        assertThat(parts(2)).isEmpty();
        assertThat(parts(3)).containsExactly("clocks 1 of 1");
    }

    /** Of an outage of many hosts people hear on one night, and not for weeks. */
    @Test
    void tellsAllThatFellSilentTogetherAtOnce() throws IOException {
        List<SilentService> many = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            many.add(new SilentService("shop-" + i, "prod", NOW, List.of("web-01"), Optional.empty()));
        }
        Night night = new Night(SampleReports.equal().but().silent(many).build(), Duration.ofDays(9));
        Notifier notifier = notifier(channel("a", "/ok"));

        notifier.nightly(night);
        notifier.nightly(new Night(SampleReports.at(night.report(), NOW.plusSeconds(1)), Duration.ofDays(9)));

        assertThat(parts(0)).containsExactly("silent 10 of 25");
        assertThat(headline(1)).endsWith("; 25 services silent, told before");
    }

    /** An alias in the configuration is the environment, by night as well as anywhere. */
    @Test
    void tellsAChannelByAnAliasOfItsEnvironment() throws IOException {
        NotifyChannel asked = channel("a", "/ok", Occasion.NIGHTLY);
        NotifyChannel prd = new NotifyChannel(
                "a",
                asked.target(),
                List.of(),
                List.of("PRD"),
                Severity.INFO,
                asked.when(),
                asked.repeat(),
                asked.quiet());
        Report report = SampleReports.withHistory()
                .but()
                .names(new TreeMap<>(Map.of("prod", "prod", "prd", "prod")))
                .build();
        Night night = new Night(report, Duration.ofDays(9));

        notifier(prd).nightly(night);
        new Notifier(List.of(prd), new InMemoryNotices(), clock, Optional.empty()).nightlyByAge(night);

        assertThat(headline(0)).contains("2 new").doesNotContain("nothing observed");
        assertThat(headline(1)).contains("2 new").doesNotContain("nothing observed");
    }

    @Test
    void tellsACauseInFullOnceInItsTime() throws IOException {
        Notifier notifier = notifier(channel("a", "/ok"));

        notifier.nightly(NIGHT);
        now = NOW.plus(Duration.ofDays(1));
        notifier.nightly(at(now));
        // The report of that night was made some seconds faster than the first.
        now = NOW.plus(Duration.ofDays(7)).minusSeconds(20);
        notifier.nightly(at(now));

        assertThat(parts(0)).contains("new 2 of 2", "open 2 of 2");
        assertThat(parts(1)).contains("new 0 of 2", "open 0 of 2");
        assertThat(parts(2)).contains("new 2 of 2", "open 2 of 2");
    }

    @Test
    void tellsEachChannelOfANightOnceHoweverOftenItIsBegun() {
        notifier(channel("a", "/ok"), channel("b", "/status/500")).nightly(NIGHT);
        assertThat(notifier(channel("a", "/ok"), channel("b", "/ok")).nightly(NIGHT))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.NOTHING, Delivery.Fate.SENT);
        assertThat(server.taken())
                .extracting(HookServer.Taken::path)
                .filteredOn("/ok"::equals)
                .hasSize(2);
    }

    private List<String> nights(Severity from, Night... nights) throws IOException {
        NotifyChannel every = channel("a", "/ok");
        NotifyChannel some = new NotifyChannel(
                every.name(), every.target(), List.of(), List.of(), from, every.when(), every.repeat(), every.quiet());
        List<String> told = new ArrayList<>();
        for (Night night : nights) {
            now = night.report().asOf();
            int before = server.taken().size();
            notifier(some).nightly(night);
            told.add(parts(before).stream()
                    .filter(part -> part.startsWith("new") || part.startsWith("open"))
                    .reduce("quiet", (unused, part) -> part));
        }
        return told;
    }

    @Test
    void tellsACauseThatGrewGraverAtOnceAndNotOneThatLostGravity() throws IOException {
        assertThat(nights(
                        Severity.MEDIUM,
                        cause(day(0), drift(ONE, Severity.HIGH, Stage.NEW)),
                        cause(day(1), drift(ONE, Severity.CRITICAL, Stage.OPEN)),
                        cause(day(2), drift(ONE, Severity.MEDIUM, Stage.OPEN)),
                        cause(day(3), drift(ONE, Severity.CRITICAL, Stage.OPEN))))
                .containsExactly("new 1 of 1", "open 1 of 1", "quiet", "quiet");
    }

    /** What was told, waived and is not waived any more is told once more, though its time is not over. */
    @Test
    void tellsOnceMoreWhatAWaiverAcceptedWhenThatEnds() throws IOException {
        Drift drift = drift(ONE, Severity.HIGH, Stage.OPEN);
        Optional<LocalDate> until = Optional.of(LocalDate.ofInstant(day(3), ZoneOffset.UTC));
        assertThat(nights(
                        Severity.MEDIUM,
                        cause(day(0), drift(ONE, Severity.HIGH, Stage.NEW)),
                        cause(day(4), drift.in(Status.EXPIRED, until)),
                        cause(day(5), drift.in(Status.EXPIRED, until))))
                .containsExactly("new 1 of 1", "new 1 of 1", "quiet");
    }

    @Test
    void tellsAKnownCauseOnceMoreWithSomethingNewThatIsGraveEnough() throws IOException {
        Drift known = drift(ONE, Severity.HIGH, Stage.OPEN);
        assertThat(nights(
                        Severity.MEDIUM,
                        cause(day(0), drift(ONE, Severity.HIGH, Stage.NEW)),
                        cause(day(1), known, drift(OTHER, Severity.LOW, Stage.NEW)),
                        cause(day(2), known, drift(OTHER, Severity.MEDIUM, Stage.NEW)),
                        cause(day(3), known, drift(OTHER, Severity.MEDIUM, Stage.OPEN)),
                        cause(day(4), known)))
                .containsExactly("new 1 of 1", "quiet", "open 1 of 1", "quiet", "quiet");
    }

    @Test
    void tellsAgainWhatDidNotArrive() throws IOException {
        assertThat(notifier(channel("a", "/status/500")).nightly(NIGHT))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.FAILED);
        notifier(channel("a", "/ok")).nightly(NIGHT);

        assertThat(parts(1)).contains("new 2 of 2", "open 2 of 2");
    }

    @Test
    void repeatsByAgeWhereNothingIsRemembered() throws IOException {
        // Open for 23 days, told against a report of the day before: it turned 21 two days ago.
        notifier(channel("a", "/ok")).nightlyByAge(NIGHT);
        Report later =
                NIGHT.report().but().previous(NOW.minus(Duration.ofDays(3))).build();
        notifier(channel("a", "/ok")).nightlyByAge(new Night(later, Duration.ofDays(9)));

        // One of those that are open grew by a fact that is new.
        assertThat(parts(0)).contains("new 2 of 2", "open 1 of 2");
        assertThat(parts(1)).contains("new 2 of 2", "open 2 of 2");
    }

    private void missed(Night night) {
        now = night.report().asOf();
        assertThat(notifier(channel("a", "/status/500")).nightly(night))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.FAILED);
    }

    /** A fact is new on one night alone; whom that did not reach hears of it on the next that does. */
    @Test
    void tellsWhatGrewOnANightThatDidNotReachTheChannel() throws IOException {
        Drift known = drift(ONE, Severity.HIGH, Stage.OPEN);
        assertThat(nights(Severity.INFO, cause(day(0), drift(ONE, Severity.HIGH, Stage.NEW))))
                .containsExactly("new 1 of 1");
        missed(cause(day(1), known, drift(OTHER, Severity.MEDIUM, Stage.NEW, day(1))));
        missed(cause(day(2), known, drift(OTHER, Severity.MEDIUM, Stage.OPEN, day(1))));

        assertThat(nights(
                        Severity.INFO,
                        cause(day(3), known, drift(OTHER, Severity.MEDIUM, Stage.OPEN, day(1))),
                        cause(day(4), known, drift(OTHER, Severity.MEDIUM, Stage.OPEN, day(1)))))
                .containsExactly("open 1 of 1", "quiet");
    }

    /** One that is there for a day is not still open to who never heard of it. */
    @Test
    void tellsAsNewWhatCameOnANightThatDidNotReachTheChannel() throws IOException {
        assertThat(nights(Severity.INFO, new Night(SampleReports.equal(), Duration.ofDays(9))))
                .containsExactly("quiet");
        missed(cause(day(1), drift(ONE, Severity.HIGH, Stage.NEW, day(1))));
        Drift there = drift(ONE, Severity.HIGH, Stage.OPEN, day(1));

        assertThat(nights(Severity.INFO, cause(day(2), there), cause(day(3), there), cause(day(10), there)))
                .containsExactly("new 1 of 1", "quiet", "open 1 of 1");
        assertThat(headline(2)).isEqualTo("1 new (1 high)");
    }

    /** Killed after it was sent and before that is noted; by what it says who has it knows it again. */
    @Test
    void tellsTheSameOnceMoreOfANightThatWasSentAndNotNoted() throws IOException {
        Drift known = drift(ONE, Severity.HIGH, Stage.OPEN);
        assertThat(nights(Severity.INFO, cause(day(0), drift(ONE, Severity.HIGH, Stage.NEW))))
                .containsExactly("new 1 of 1");
        missed(cause(day(1), known, drift(OTHER, Severity.MEDIUM, Stage.NEW, day(1))));
        Night night = cause(day(2), known, drift(OTHER, Severity.MEDIUM, Stage.OPEN, day(1)));
        now = day(2);
        SentNotices dying = new Forgetful(sent);
        new Notifier(List.of(channel("a", "/ok")), dying, clock, Optional.empty(), Duration.ofSeconds(5), List.of())
                .nightly(night);
        now = day(2).plus(SentNotices.HOLD);
        notifier(channel("a", "/ok")).nightly(night);

        assertThat(server.taken()).hasSize(4);
        assertThat(parts(3)).contains("open 1 of 1").isEqualTo(parts(2));
        assertThat(server.taken().get(3).headers().getOrDefault("Leeway-Delivery", "none"))
                .isEqualTo(server.taken().get(2).headers().getOrDefault("Leeway-Delivery", "none"))
                .isNotEqualTo("none");
    }

    /** What a collector knows that ends where it would note what it sent. */
    private record Forgetful(SentNotices shared) implements SentNotices {
        @Override
        public Claimed claim(String key, String delivery, Instant now) {
            return shared.claim(key, delivery, now);
        }

        @Override
        public Claim standing(String key, Instant now) {
            return shared.standing(key, now);
        }

        @Override
        public void settle(Map<String, Instant> told, Collection<String> over) {
            throw new IllegalStateException("killed");
        }

        @Override
        public void giveBack(Collection<String> keys, Instant claimed, boolean tried) {
            shared.giveBack(keys, claimed, tried);
        }

        @Override
        public void forgetTried(Collection<String> keys, Instant now) {
            shared.forgetTried(keys, now);
        }

        @Override
        public Optional<Instant> lastNight(String channel) {
            return shared.lastNight(channel);
        }

        @Override
        public void toldNight(String channel, Instant asOf) {
            shared.toldNight(channel, asOf);
        }
    }

    @Test
    void tellsThatAWaiverEndedOnANightThatDidNotReachTheChannel() throws IOException {
        Optional<LocalDate> until = Optional.of(LocalDate.ofInstant(day(1), ZoneOffset.UTC));
        Drift ended = drift(ONE, Severity.HIGH, Stage.OPEN).in(Status.EXPIRED, until);
        assertThat(nights(Severity.INFO, cause(day(0), drift(ONE, Severity.HIGH, Stage.NEW))))
                .containsExactly("new 1 of 1");
        missed(cause(day(2), ended));

        assertThat(nights(Severity.INFO, cause(day(3), ended), cause(day(4), ended)))
                .containsExactly("new 1 of 1", "quiet");
    }
}
