package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.config.QuietHours;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.SilentService;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotifierTest {
    private static final Instant NOW = SampleReports.AS_OF;
    private static final Night NIGHT = new Night(SampleReports.withHistory(), Duration.ofDays(9));

    private final InMemoryNotices sent = new InMemoryNotices();
    private Instant now = NOW;
    private HookServer server;

    @BeforeEach
    void start() throws IOException {
        server = HookServer.plain();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

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
        notifier.nightly(night);
        now = NOW.plus(Duration.ofDays(7));
        notifier.nightly(night);
        Report again = report.but()
                .silent(List.of(new SilentService("shop-web", "prod", now, List.of("web-01"), Optional.empty())))
                .build();
        notifier.nightly(new Night(again, Duration.ofDays(9)));

        assertThat(parts(0)).containsExactly("silent 1 of 1");
        assertThat(parts(1)).isEmpty();
        assertThat(headline(1)).startsWith("no drift as of").endsWith("; 1 service silent, told before");
        assertThat(parts(2)).containsExactly("silent 1 of 1");
        // Heard of in between, it is silent anew.
        assertThat(parts(3)).containsExactly("silent 1 of 1");
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
        notifier.nightly(night);

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

    private NotifyChannel channel(String name, String path, Occasion... when) {
        return new NotifyChannel(
                name,
                Channels.hook(server.url(path), Optional.empty(), true, Optional.empty()),
                List.of(),
                List.of(),
                Severity.INFO,
                when.length == 0 ? EnumSet.allOf(Occasion.class) : Set.of(when),
                Duration.ofDays(7),
                Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneOffset.UTC)));
    }

    private Notifier notifier(NotifyChannel... channels) {
        return new Notifier(List.of(channels), sent, clock, Optional.empty(), Duration.ofSeconds(5), List.of());
    }

    private List<String> parts(int message) throws IOException {
        JsonNode body = new ObjectMapper().readTree(server.taken().get(message).body());
        List<String> parts = new ArrayList<>();
        body.path("parts")
                .forEach(part -> parts.add(
                        part.path("sort").asText() + " " + part.path("items").size() + " of "
                                + part.path("total").asInt()));
        return parts;
    }

    private String headline(int message) throws IOException {
        return new ObjectMapper()
                .readTree(server.taken().get(message).body())
                .path("headline")
                .asText();
    }

    @Test
    void tellsACauseInFullOnceInItsTime() throws IOException {
        Notifier notifier = notifier(channel("a", "/ok"));

        notifier.nightly(NIGHT);
        now = NOW.plus(Duration.ofDays(1));
        notifier.nightly(NIGHT);
        // The report of that night was made some seconds faster than the first.
        now = NOW.plus(Duration.ofDays(7)).minusSeconds(20);
        notifier.nightly(NIGHT);

        assertThat(parts(0)).contains("new 2 of 2", "open 2 of 2");
        assertThat(parts(1)).contains("new 0 of 2", "open 0 of 2");
        assertThat(parts(2)).contains("new 2 of 2", "open 2 of 2");
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
    void letsOneFailingChannelCostNobodyElse() {
        assertThat(notifier(channel("a", "/status/500"), channel("b", "/ok")).nightly(NIGHT))
                .extracting(Delivery::channel, Delivery::fate)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", Delivery.Fate.FAILED),
                        org.assertj.core.groups.Tuple.tuple("b", Delivery.Fate.SENT));
    }

    @Test
    void tellsOnlyWhoWantsToHear() {
        Notifier notifier = notifier(channel("a", "/ok", Occasion.ALERT), channel("b", "/ok", Occasion.NIGHTLY));

        assertThat(notifier.nightly(NIGHT)).extracting(Delivery::channel).containsExactly("b");
        assertThat(notifier.test(Optional.empty())).hasSize(2);
        assertThat(notifier.test(Optional.of("a"))).hasSize(1);
    }

    @Test
    void repeatsByAgeWhereNothingIsRemembered() throws IOException {
        // Open for 23 days, told against a report of the day before: it turned 21 two days ago.
        notifier(channel("a", "/ok")).nightlyByAge(NIGHT);
        Report later =
                NIGHT.report().but().previous(NOW.minus(Duration.ofDays(3))).build();
        notifier(channel("a", "/ok")).nightlyByAge(new Night(later, Duration.ofDays(9)));

        assertThat(parts(0)).contains("new 2 of 2", "open 0 of 2");
        assertThat(parts(1)).contains("new 2 of 2", "open 2 of 2");
    }

    private Breaches breaches(Report report, Map<String, Breaches.Alerted> before) {
        return Breaches.decide(report, before, now, Duration.ofDays(7));
    }

    @Test
    void alertsOfABreachOnceAndOfItsEndOnce() throws IOException {
        Notifier notifier = notifier(channel("a", "/ok"));
        Breaches first = breaches(SampleReports.ofThree(), Map.of());
        notifier.breaches(first, NOW);
        assertThat(headline(0)).startsWith("critical: shop-web: PAYMENT_API_KEY is the same secret");

        Breaches second = breaches(SampleReports.ofThree(), first.after());
        assertThat(notifier.breaches(second, NOW)).extracting(Delivery::fate).containsOnly(Delivery.Fate.NOTHING);

        Report mended = mended();
        Breaches third = breaches(mended, second.after());
        notifier.breaches(third, NOW);
        assertThat(headline(1)).startsWith("resolved: shop-web: PAYMENT_API_KEY");
        assertThat(third.after()).isEmpty();

        // Who was told that it is over is told that it is back; then nothing more of its coming and going.
        Breaches back = breaches(SampleReports.ofThree(), third.after());
        notifier.breaches(back, NOW);
        assertThat(headline(2)).isEqualTo(headline(0));
        Breaches fourth = breaches(mended, back.after());
        notifier.breaches(fourth, NOW);
        notifier.breaches(breaches(SampleReports.ofThree(), fourth.after()), NOW);
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
        assertThat(notifier.breaches(first, NOW)).extracting(Delivery::fate).contains(Delivery.Fate.SENT);

        Report mended = mended();
        assertThat(notifier.breaches(breaches(mended, first.after()), NOW))
                .extracting(Delivery::fate)
                .containsExactly(Delivery.Fate.NOTHING, Delivery.Fate.HELD);
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void tellsOnceADayThatNoReportCame() throws IOException {
        Notifier notifier = notifier(channel("a", "/ok"));
        Instant due = NOW.minus(Duration.ofHours(3));
        Notice overdue = Notices.overdue(NOW.minus(Duration.ofDays(1)), true, due, Duration.ofHours(1), NOW)
                .orElseThrow();
        notifier.overdue(overdue);
        now = NOW.plus(Duration.ofHours(23));
        notifier.overdue(overdue);
        assertThat(server.taken()).hasSize(1);
        now = NOW.plus(Duration.ofHours(24));
        notifier.overdue(overdue);
        assertThat(server.taken()).hasSize(2);
        assertThat(headline(0))
                .isEqualTo("no nightly report since 2026-11-19 08:00 UTC; one was due 2026-11-20 05:00 UTC");
    }

    @Test
    void remembersInOneMemoryForSeveral() {
        assertThat(sent.claim("k", NOW, Duration.ofDays(1))).isTrue();
        assertThat(sent.claim("k", NOW.plus(Duration.ofHours(23)), Duration.ofDays(1)))
                .isFalse();
        assertThat(sent.claim("k", NOW.plus(Duration.ofHours(24)), Duration.ofDays(1)))
                .isTrue();
        assertThat(sent.claim("other", NOW, Duration.ofDays(1))).isTrue();
        sent.release("k");
        assertThat(sent.claim("k", NOW, Duration.ofDays(1))).isTrue();
    }
}
