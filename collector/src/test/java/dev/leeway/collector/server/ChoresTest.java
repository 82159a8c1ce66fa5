package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.Keep;
import dev.leeway.collector.config.Nightly;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.server.api.ReportMaker;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector does by itself. */
class ChoresTest {
    private final StoreScene.SetClock clock = new StoreScene.SetClock();
    private final AtomicInteger made = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean owes;
    private volatile boolean owesNight;
    private volatile Duration sending = Duration.ZERO;
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private volatile Optional<Report> looked = Optional.empty();

    @TempDir
    private Path folder;

    private final Telling telling = new Telling() {
        @Override
        public List<String> night(Report report) {
            told.add("night");
            return List.of("platform: sent");
        }

        @Override
        public boolean owesNight() {
            return owesNight;
        }

        @Override
        public boolean wantsAlerts() {
            return true;
        }

        @Override
        public List<String> alert(Report report) {
            told.add("alert");
            looked = Optional.of(report);
            if (!sending.isZero()) {
                clock.set(clock.instant().plus(sending));
            }
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        }

        @Override
        public Optional<Report> lastLook() {
            return looked;
        }

        @Override
        public boolean owes() {
            return owes;
        }

        @Override
        public List<String> overdue(Instant last, boolean reported, Instant due) {
            told.add("overdue");
            return List.of();
        }
    };

    private RunningCollector.Setup setup() {
        return new RunningCollector.Setup()
                .clock(clock)
                .telling(telling)
                .nightly(new Nightly(LocalTime.of(5, 0), ZoneOffset.UTC))
                .reports((asOf, then, previous) -> {
                    made.incrementAndGet();
                    return SampleReports.equal();
                });
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        for (int wait = 0; !holds.getAsBoolean() && wait < 2_000; wait++) {
            Thread.sleep(10);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    /** Looks lie apart by the time they took, which is told by the same clock: it does not stand still and then leap. */
    private void untilAsTimePasses(BooleanSupplier holds) throws InterruptedException {
        until(() -> {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            return holds.getAsBoolean();
        });
    }

    @Test
    void ofSeveralCollectorsOneMakesTheReportOfANightAndTellsIt() throws Exception {
        Path file = folder.resolve("leeway.db");
        try (CollectorStore other = SqlStores.sqliteCollector(file, clock);
                RunningCollector one = setup().over(file);
                RunningCollector two = setup().over(other)) {
            TestAgent agent = one.joined("prod", "web-01");
            agent.deliver(one, agent.snapshot(1, "info"));
            // The report was due before they began: hosts have an hour to deliver.
            until(() -> told.contains("alert"));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(told).doesNotContain("night");
            clock.set(clock.instant().plus(Duration.ofHours(1)));

            until(() -> told.contains("night"));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);

            assertThat(told.stream().filter("night"::equals)).hasSize(1);
            String reader = two.personToken(Role.READER);
            assertThat(two.get("/api/v1/reports", reader).body()).contains("2026-11-19");
            assertThat(two.get("/", reader).body()).startsWith("<!DOCTYPE html>");
            assertThat(two.get("/", reader)
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElse(""))
                    .contains("script-src 'sha256-", "frame-ancestors 'none'");
            assertThat(one.registry().audit(0, 100).toString()).contains("report.made", "report.sent");
        }
    }

    @Test
    void looksAtWhatArrivedAndNotAgainWhileNothingDoes() throws Exception {
        try (RunningCollector collector = setup().over(folder.resolve("leeway.db"))) {
            TestAgent agent = collector.joined("prod", "web-01");
            agent.deliver(collector, agent.snapshot(1, "info"));
            until(() -> told.contains("alert"));
            clock.set(clock.instant().plus(Duration.ofMinutes(5)));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            long before = told.stream().filter("alert"::equals).count();
            agent.deliver(collector, agent.snapshot(2, "debug"));
            until(() -> told.stream().filter("alert"::equals).count() > before);

            assertThat(before).isLessThanOrEqualTo(2);
        }
    }

    /** A fleet that delivers the same again costs no comparison, but for one now and then: a waiver may have ended. */
    @Test
    void looksNotAtWhatIsTheSameButNowAndThen() throws Exception {
        try (RunningCollector collector = setup().over(folder.resolve("leeway.db"))) {
            TestAgent agent = collector.joined("prod", "web-01");
            agent.deliver(collector, agent.snapshot(1, "info"));
            until(() -> told.contains("alert"));
            clock.set(clock.instant().plus(Duration.ofMinutes(5)));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            long before = told.stream().filter("alert"::equals).count();
            agent.deliver(collector, agent.snapshot(2, "info"));
            clock.set(clock.instant().plus(Duration.ofMinutes(5)));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(told.stream().filter("alert"::equals)).hasSize((int) before);
            clock.set(clock.instant().plus(Duration.ofMinutes(15)));
            until(() -> told.stream().filter("alert"::equals).count() == before + 1);
        }
    }

    /** Late, and with a store that fails: who waits for the report hears of it. */
    @Test
    void tellsThatNoReportCameThoughTheStoreFails() throws Exception {
        FailingStore failing = new FailingStore();
        try (RunningCollector collector = setup().around(failing::around).over(folder.resolve("leeway.db"))) {
            collector.registry().keepReport(LocalDate.of(2026, 11, 19), new byte[] {'{', '}'});
            failing.fail(true, false);
            clock.set(clock.instant().plus(Duration.ofDays(2)));

            until(() -> told.contains("overdue"));
        }
    }

    /** An error in one is nothing to the others, nor to the next round. */
    @Test
    void outlastsAnErrorInOne() throws Exception {
        RunningCollector.Setup broken = setup().reports((asOf, then, previous) -> {
            made.incrementAndGet();
            throw new OutOfMemoryError("no room, as it was told to");
        });
        try (RunningCollector collector = broken.over(folder.resolve("leeway.db"))) {
            TestAgent agent = collector.joined("prod", "web-01");
            agent.deliver(collector, agent.snapshot(1, "info"));
            clock.set(clock.instant().plus(Duration.ofHours(1)));
            until(() -> made.get() > 0);
            clock.set(clock.instant().plus(Duration.ofDays(1)));

            until(() -> told.contains("overdue"));
        }
    }

    /** One that starts over and over began after the report was due each time. */
    @Test
    void tellsThatNoReportCameThoughItHasJustBegun() throws Exception {
        Path file = folder.resolve("leeway.db");
        try (CollectorStore store = SqlStores.sqliteCollector(file, clock)) {
            store.registry().keepReport(LocalDate.of(2026, 11, 10), new byte[] {'{', '}'});
        }
        try (RunningCollector collector = setup().over(file)) {
            until(() -> told.contains("overdue"));
            // Ten days less the three hours from two to five.
            assertThat(collector
                            .get("/metrics", collector.personToken(Role.READER))
                            .body())
                    .contains("leeway_report_age_seconds "
                            + Duration.ofHours(10 * 24 - 3).toSeconds());
            assertThat(collector.journal().toString()).doesNotContain("internal error");
        }
    }

    /** As after an end between the making and the telling; and a report is large, so it is not read again and again. */
    @Test
    void tellsWhatWasMadeAndNotToldOnce() throws Exception {
        Path file = folder.resolve("leeway.db");
        try (CollectorStore store = SqlStores.sqliteCollector(file, clock)) {
            store.registry()
                    .keepReport(
                            LocalDate.of(2026, 11, 19),
                            ReportFormat.JSON
                                    .render(SampleReports.equal(), RenderOptions.PLAIN)
                                    .getBytes(StandardCharsets.UTF_8));
        }
        FailingStore counting = new FailingStore();
        try (RunningCollector collector = setup().around(counting::around).over(file)) {
            until(() -> told.contains("night"));
            int read = counting.asked("newestReport");
            clock.set(clock.instant().plus(Duration.ofMinutes(11)));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(counting.asked("newestReport")).isEqualTo(read);
            assertThat(collector.registry().reportDays()).hasSize(1);
        }
        try (RunningCollector again = setup().over(file)) {
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(again.journal()).isEmpty();
        }
        assertThat(told.stream().filter("night"::equals)).hasSize(1);
    }

    @Test
    void looksAgainAgainstWhatItSawWhereSomebodyIsStillToBeTold() throws Exception {
        List<Optional<Report>> previous = new CopyOnWriteArrayList<>();
        owes = true;
        try (RunningCollector collector = setup().reports((asOf, then, earlier) -> {
                    previous.add(earlier);
                    return SampleReports.ofThree();
                })
                .over(folder.resolve("leeway.db"))) {
            untilAsTimePasses(() -> previous.size() > 1);
            assertThat(collector.journal()).noneMatch(line -> line.contains("error"));
        }
        assertThat(previous.get(0)).isEmpty();
        assertThat(previous.get(1).orElseThrow().drifts()).isNotEmpty();
    }

    /** A channel that does not answer costs nothing of what comparisons may take: the others are told in time. */
    @Test
    void looksAgainSoonHoweverLongItToldOfTheLastLook() throws Exception {
        sending = Duration.ofMinutes(2);
        owes = true;
        try (RunningCollector collector = setup().over(folder.resolve("leeway.db"))) {
            until(() -> made.get() > 1);
            assertThat(collector.journal()).noneMatch(line -> line.contains("error"));
        }
    }

    /** Nothing arrived at one that was just begun, and nothing is the matter. */
    @Test
    void looksNotWhereNothingEverArrived() throws Exception {
        try (RunningCollector collector = setup().reports((asOf, then, earlier) -> {
                    made.incrementAndGet();
                    throw new ReportMaker.MakingException("there is nothing to compare", new IOException());
                })
                .over(folder.resolve("leeway.db"))) {
            Thread.sleep(3_000);
            assertThat(made.get()).isZero();
            assertThat(collector.journal()).isEmpty();
            TestAgent agent = collector.joined("prod", "web-01");
            agent.deliver(collector, agent.snapshot(1, "info"));
            untilAsTimePasses(() -> made.get() > 0);
        }
    }

    @Test
    void looksAgainWhereNoReportCouldBeMadeAndSaysSoOnce() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        owes = true;
        try (RunningCollector collector = setup().reports((asOf, then, earlier) -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new ReportMaker.MakingException("the policy cannot be read", new IOException());
                    }
                    return SampleReports.equal();
                })
                .over(folder.resolve("leeway.db"))) {
            untilAsTimePasses(() -> told.contains("alert"));
            assertThat(collector.journal().stream().filter(line -> line.contains("the policy cannot be read")))
                    .hasSize(1);
        }
    }

    /** A channel that does not answer holds up neither the night nor what else is to be done. */
    @Test
    void waitsForNobodyWhoIsToldAtOnce() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        slow = released;
        try (RunningCollector collector =
                setup().keep(new Keep(Duration.ofDays(30), 1)).over(folder.resolve("leeway.db"))) {
            TestAgent agent = collector.joined("prod", "web-01");
            agent.deliver(collector, agent.snapshot(1, "info"));
            until(() -> told.contains("alert"));
            collector.registry().keepReport(LocalDate.of(2020, 1, 1), new byte[] {'{', '}'});
            clock.set(clock.instant().plus(Duration.ofDays(1)));

            until(() -> collector.journal().stream().anyMatch(line -> line.startsWith("forgot ")));
            clock.set(clock.instant().plus(Duration.ofHours(1)));
            until(() -> told.contains("night"));
            assertThat(told.stream().filter("alert"::equals)).hasSize(1);
        } finally {
            released.countDown();
        }
    }

    @Test
    void tellsANightAgainToWhoeverWasNotReached() throws Exception {
        owesNight = true;
        try (RunningCollector collector = setup().over(folder.resolve("leeway.db"))) {
            TestAgent agent = collector.joined("prod", "web-01");
            agent.deliver(collector, agent.snapshot(1, "info"));
            untilAsTimePasses(() -> told.stream().filter("night"::equals).count() == 2);
            owesNight = false;
            untilAsTimePasses(() -> told.stream().filter("night"::equals).count() == 3);
            clock.set(clock.instant().plus(Duration.ofMinutes(11)));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
        }
        assertThat(told.stream().filter("night"::equals)).hasSize(3);
    }

    @Test
    void forgetsOnceADayWhatNeedNotBeKept() throws Exception {
        try (RunningCollector collector =
                setup().keep(new Keep(Duration.ofDays(30), 1)).over(folder.resolve("leeway.db"))) {
            TestAgent agent = collector.joined("prod", "web-01");
            agent.deliver(collector, agent.snapshot(1, "info"));
            // All is there before the clock leaps: whatever came after might wait for the next day.
            agent.deliver(collector, agent.snapshot(2, "debug"));
            collector.registry().keepReport(LocalDate.of(2020, 1, 1), new byte[] {'{', '}'});
            clock.set(clock.instant().plus(Duration.ofDays(60)));

            until(() ->
                    collector.journal().stream().anyMatch(line -> line.startsWith("forgot 1 snapshots and 1 reports")));

            assertThat(collector.snapshots().since(0, 10)).hasSize(1);
            assertThat(Optional.of(collector.registry().reportDays())).isPresent();
        }
    }

    private static long rows(Path file, String table, String where) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from " + table + " where " + where)) {
            found.next();
            return found.getLong(1);
        }
    }

    @Test
    void forgetsTokensAndNoticesThatEndedLongAgoThoughSnapshotsAreKeptForEver() throws Exception {
        Path file = folder.resolve("leeway.db");
        try (RunningCollector collector = setup().over(file)) {
            TestAgent agent = collector.joined("prod", "web-01");
            agent.deliver(collector, agent.snapshot(1, "info"));
            collector.joinToken("prod");
            collector.joinToken("prod", TokenKind.POOL);
            collector.registry().claim("notice/old", clock.instant(), Duration.ofDays(1));
            collector.registry().keepReport(LocalDate.of(2020, 1, 1), new byte[] {'{', '}'});
            clock.set(clock.instant().plus(Duration.ofDays(20)));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(rows(file, "join_token", "1=1")).isEqualTo(3);
            assertThat(rows(file, "notice", "name = 'notice/old'")).isEqualTo(1);
            clock.set(clock.instant().plus(Duration.ofDays(20)));

            until(() -> {
                try {
                    return rows(file, "join_token", "1=1") == 1 && rows(file, "notice", "name = 'notice/old'") == 0;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThat(collector.snapshots().since(0, 10)).hasSize(1);
            assertThat(collector.registry().reportDays()).contains(LocalDate.of(2020, 1, 1));
            assertThat(collector.journal()).noneMatch(line -> line.startsWith("forgot"));
        }
    }
}
