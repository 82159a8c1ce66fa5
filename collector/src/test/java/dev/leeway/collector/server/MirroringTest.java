package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.MirrorPlan;
import dev.leeway.collector.config.MirrorPlan.Rhythm;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.git.GitMirror;
import dev.leeway.collector.store.git.MirrorRun;
import dev.leeway.collector.store.git.MirrorStore;
import dev.leeway.collector.store.git.RealGit;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.report.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mirror that a collector writes by itself. */
class MirroringTest {
    private static final String NEVER = "leeway_mirror_age_seconds -1";

    private final StoreScene.SetClock clock = new StoreScene.SetClock();

    @TempDir
    private Path folder;

    private Path mirror() {
        return folder.resolve("history.git");
    }

    private Path store() {
        return folder.resolve("leeway.db");
    }

    private RunningCollector.Setup setup(Rhythm rhythm, Duration... every) {
        return new RunningCollector.Setup()
                .clock(clock)
                .reports((asOf, then, previous) -> SampleReports.equal())
                .mirror(new MirrorPlan(mirror(), rhythm, every.length == 0 ? Optional.empty() : Optional.of(every[0])));
    }

    private void pass(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        for (int wait = 0; !holds.getAsBoolean() && wait < 3_000; wait++) {
            Thread.sleep(10);
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    private static long told(RunningCollector collector, String line) {
        return collector.journal().stream().filter(each -> each.contains(line)).count();
    }

    private static void deliver(TestAgent agent, RunningCollector collector, long sequence, String value) {
        assertThat(agent.deliver(collector, agent.snapshot(sequence, value)).statusCode())
                .isEqualTo(201);
    }

    private List<String> log(String branch) throws Exception {
        return RealGit.run(mirror(), "log", "--format=%H", branch).lines().toList();
    }

    private static String metrics(RunningCollector collector) throws Exception {
        return collector.get("/metrics", collector.personToken(Role.READER)).body();
    }

    @Test
    void writesEachDayThatIsOverAndCatchesUpAfterBeingAway() throws Exception {
        TestAgent agent;
        TestAgent other;
        try (RunningCollector collector = setup(Rhythm.DAY).over(store())) {
            agent = collector.joined("prod", "web-01");
            other = collector.joined("staging", "web-02");
            deliver(agent, collector, 1, "info");
            deliver(other, collector, 1, "warn");
            pass(Duration.ofDays(1));
            until(() -> told(collector, "mirror: 2 commits, 2 hosts changed") == 1);
            assertThat(metrics(collector)).contains("leeway_mirror_up 1", "leeway_mirror_age_seconds 0");
            deliver(agent, collector, 2, "debug");
            pass(Duration.ofDays(1));
            until(() -> told(collector, "mirror: 1 commit, 1 host changed") == 1);
            deliver(agent, collector, 3, "trace");
        }
        List<String> before = log("prod");
        pass(Duration.ofDays(3));
        // What no collector wrote while none ran.
        try (RunningCollector collector =
                new RunningCollector.Setup().clock(clock).over(store())) {
            agent.audience = collector.url().toString();
            deliver(agent, collector, 4, "error");
        }
        pass(Duration.ofDays(1));
        try (RunningCollector collector = setup(Rhythm.DAY).over(store())) {
            until(() -> told(collector, "mirror: 2 commits, 2 hosts changed") == 1);
            assertThat(told(collector, "cannot")).isZero();
        }

        assertThat(before).hasSize(2);
        assertThat(log("prod")).hasSize(4).endsWith(before.toArray(String[]::new));
        assertThat(log("staging")).hasSize(1);
        RealGit.check(mirror());
        RealGit.run(folder, "clone", "-q", "--branch", "prod", mirror().toString(), "clone");
        assertThat(Files.readString(folder.resolve("clone/web/web-01/env/shop-web.json"), StandardCharsets.UTF_8))
                .contains("\"LOG_LEVEL\": \"error\"");
        assertThat(RealGit.run(mirror(), "log", "-p", "prod", "--", "web/web-01"))
                .contains("+    \"LOG_LEVEL\": \"debug\"", "-    \"LOG_LEVEL\": \"debug\"");
        // And it is what whoever writes all of it at once has, to the last digit.
        Path again = folder.resolve("again.git");
        try (CollectorStore opened = SqlStores.sqliteCollector(store(), clock);
                GitMirror anew = GitMirror.openOrCreate(again)) {
            MirrorRun.days(new MirrorStore(opened.snapshots()), clock.instant(), anew);
        }
        assertThat(RealGit.run(again, "log", "--format=%H", "prod").lines().toList())
                .isEqualTo(log("prod"));
    }

    @Test
    void writesADayOnlyOnceItIsSurelyOver() throws Exception {
        try (RunningCollector collector = setup(Rhythm.DAY).over(store())) {
            TestAgent agent = collector.joined("prod", "web-01");
            deliver(agent, collector, 1, "info");
            // Five past midnight: what was received before may still be on its way into the store.
            pass(Duration.ofHours(22).plusMinutes(5));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(told(collector, "mirror:")).isZero();
            pass(Duration.ofMinutes(6));
            until(() -> told(collector, "mirror: 1 commit, 1 host changed") == 1);
        }
    }

    @Test
    void ofSeveralCollectorsOneWrites() throws Exception {
        Duration hour = Duration.ofHours(1);
        try (CollectorStore other = SqlStores.sqliteCollector(store(), clock);
                RunningCollector one = setup(Rhythm.SPAN, hour).over(store());
                RunningCollector two = setup(Rhythm.SPAN, hour).over(other)) {
            // The first look, at nothing, is over before there is something.
            for (int wait = 0; metrics(one).contains(NEVER) && metrics(two).contains(NEVER) && wait < 3_000; wait++) {
                Thread.sleep(10);
            }
            TestAgent agent = one.joined("prod", "web-01");
            deliver(agent, one, 1, "info");
            pass(hour);
            until(() -> told(one, "mirror: 1 commit") + told(two, "mirror: 1 commit") == 1);
            deliver(agent, one, 2, "debug");
            pass(Duration.ofMinutes(50));
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(log("prod")).hasSize(1);
            pass(Duration.ofMinutes(10));
            until(() -> told(one, "mirror: 1 commit") + told(two, "mirror: 1 commit") == 2);
            assertThat(log("prod")).hasSize(2);
        }
        // And it is known beyond a restart.
        try (RunningCollector three = setup(Rhythm.SPAN, hour).over(store())) {
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(metrics(three)).contains(NEVER);
        }
    }

    @Test
    void writesWhatHostsAreLikeOnceANightlyReportIsKept() throws Exception {
        try (RunningCollector collector = setup(Rhythm.REPORT).over(store())) {
            TestAgent agent = collector.joined("prod", "web-01");
            deliver(agent, collector, 1, "info");
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(Files.exists(mirror())).isFalse();
            collector.registry().keepReport(LocalDate.of(2026, 11, 20), new byte[] {'{', '}'});
            until(() -> told(collector, "mirror: 1 commit, 1 host changed") == 1);
        }
    }

    @Test
    void saysOnceThatItCannotBeWrittenAndGoesOnWithAllElse() throws Exception {
        AtomicInteger looked = new AtomicInteger();
        Path foreign = Files.writeString(Files.createDirectory(mirror()).resolve("own.txt"), "mine");
        RunningCollector.Setup setup = setup(Rhythm.DAY)
                .telling(new CountingTelling(looked))
                .reports((asOf, then, previous) -> SampleReports.equal());
        try (RunningCollector collector = setup.over(store())) {
            until(() -> told(collector, "the mirror cannot be written") == 1);
            TestAgent agent = collector.joined("prod", "web-01");
            deliver(agent, collector, 1, "info");
            pass(Duration.ofMinutes(20));
            until(() -> looked.get() > 0);
            Thread.sleep(RunningCollector.SOME_BEATS_MILLIS);
            assertThat(told(collector, "the mirror cannot be written")).isEqualTo(1);
            assertThat(metrics(collector)).contains("leeway_mirror_up 0", "leeway_mirror_age_seconds -1");
            assertThat(collector.get("/readyz", "").statusCode()).isEqualTo(200);
            assertThat(Files.readString(foreign)).isEqualTo("mine");

            Files.delete(foreign);
            pass(Duration.ofDays(1));
            until(() -> told(collector, "the mirror is written again") == 1);
            assertThat(metrics(collector)).contains("leeway_mirror_up 1");
        }
        assertThat(log("prod")).hasSize(1);
    }

    /** Counts how often what arrived was looked at. */
    private static final class CountingTelling implements Telling {
        private final AtomicInteger looked;

        CountingTelling(AtomicInteger looked) {
            this.looked = looked;
        }

        @Override
        public List<String> night(Report report) {
            return List.of();
        }

        @Override
        public boolean wantsAlerts() {
            return true;
        }

        @Override
        public List<String> alert(Report report) {
            looked.incrementAndGet();
            return List.of();
        }

        @Override
        public List<String> overdue(Instant last, boolean reported, Instant due) {
            return List.of();
        }
    }
}
