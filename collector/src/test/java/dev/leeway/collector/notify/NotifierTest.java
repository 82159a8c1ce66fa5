package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.config.QuietHours;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.EnvironmentNames;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.report.Drifts;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Lifecycle;
import dev.leeway.schema.report.Lifecycle.Stage;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import dev.leeway.schema.report.SilentService;
import dev.leeway.schema.report.Status;
import dev.leeway.schema.report.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    private NotifyChannel channel(String name, String path, Occasion... when) {
        return new NotifyChannel(
                name,
                Channels.hook(server.url(path), Optional.empty(), true, Optional.empty()),
                List.of(),
                List.of(),
                Severity.INFO,
                when.length == 0 ? EnumSet.allOf(Occasion.class) : Set.of(when),
                Duration.ofDays(7),
                Duration.ZERO,
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

    /** The same night, made at another moment. */
    private static Night at(Instant moment) {
        return new Night(SampleReports.at(NIGHT.report(), moment), Duration.ofDays(9));
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

    /** A night of one cause with these drifts, of which the first leads. */
    private static Night cause(Instant asOf, Drift... drifts) {
        Severity gravest = Stream.of(drifts)
                .map(Drift::severity)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Cause cause = new Cause(
                drifts[0].cause(),
                "V differs",
                gravest,
                Disposition.OPEN,
                Stream.of(drifts).map(Drift::id).toList());
        return new Night(
                SampleReports.at(SampleReports.equal(), asOf)
                        .but()
                        .verdict(Verdict.DRIFT)
                        .previous(asOf.minus(Duration.ofDays(1)))
                        .drifts(List.of(drifts))
                        .causes(List.of(cause))
                        .build(),
                Duration.ofDays(9));
    }

    private static Drift drift(String id, Severity severity, Stage stage) {
        Drift drift = Drifts.open(id, "env[shop-web]/V" + id.charAt(0), DriftState.DIFFERENT, severity, "V differs");
        Drift aged = Drifts.aged(drift, new Lifecycle(stage, Optional.of(NOW.minus(Duration.ofDays(3)))));
        return new Drift(
                aged.id(),
                aged.address(),
                aged.scope(),
                aged.between(),
                aged.state(),
                aged.severity(),
                aged.disposition(),
                aged.values(),
                aged.direction(),
                "1c1e07d2f3b9a64",
                aged.explanation(),
                aged.judgedBy(),
                aged.lifecycle());
    }

    private static final String ONE = "1c1e07d2f3b9a64";
    private static final String OTHER = "2c1e07d2f3b9a64";

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

    private static Instant day(int number) {
        return NOW.plus(Duration.ofDays(number));
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

        // One of those that are open grew by a fact that is new.
        assertThat(parts(0)).contains("new 2 of 2", "open 1 of 2");
        assertThat(parts(1)).contains("new 2 of 2", "open 2 of 2");
    }

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

    private NotifyChannel channel(String name, List<String> owners, List<String> environments, Occasion... when) {
        NotifyChannel every = channel(name, "/ok", when);
        return new NotifyChannel(
                name,
                every.target(),
                owners,
                environments,
                every.severity(),
                every.when(),
                every.repeat(),
                every.resolvedAfter(),
                every.quiet());
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
        Drift drift = drift(id, Severity.CRITICAL, Stage.NEW);
        return new Drift(
                drift.id(),
                drift.address(),
                drift.scope(),
                List.of(environment, "prod"),
                DriftState.SHARED,
                drift.severity(),
                drift.disposition(),
                drift.values(),
                drift.direction(),
                drift.cause(),
                drift.explanation(),
                drift.judgedBy(),
                drift.lifecycle());
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
        assertThat(sent.claim("k", NOW)).isEqualTo(Claim.FREE);
        assertThat(sent.claim("k", NOW.plusSeconds(299))).isEqualTo(Claim.PENDING);
        assertThat(sent.claim("k", NOW.plusSeconds(300))).isEqualTo(Claim.FREE);
        sent.settle(Map.of("k", NOW.plus(Duration.ofDays(1))), List.of());
        assertThat(sent.standing("k", NOW.plus(Duration.ofHours(23)))).isEqualTo(Claim.SENT);
        assertThat(sent.claim("k", NOW.plus(Duration.ofHours(24)))).isEqualTo(Claim.FREE);
        assertThat(sent.claim("other", NOW)).isEqualTo(Claim.FREE);
        sent.settle(Map.of(), List.of("other"));
        assertThat(sent.standing("other", NOW)).isEqualTo(Claim.FREE);
    }
}
