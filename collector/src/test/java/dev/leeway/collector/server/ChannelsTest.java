package dev.leeway.collector.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.config.ServerConfigFile;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.AuditHead;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what a collector finds to a real server that is told. */
class ChannelsTest {
    @TempDir
    private Path folder;

    private volatile String said = "";
    private final AtomicInteger posts = new AtomicInteger();
    private final StoreScene.SetClock clock = new StoreScene.SetClock();
    private final List<String> headlines = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private volatile boolean refuses = true;

    private HttpServer hook() throws IOException {
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (refuses && exchange.getRequestURI().getPath().equals("/refused")) {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
                return;
            }
            said = body;
            posts.incrementAndGet();
            headlines.add(body.replaceFirst(".*\"headline\":\"", ""));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        hook.start();
        return hook;
    }

    /** A copy of where the log ends leaves the store, to those who are to have it. */
    @Test
    void endsANightWithTheHeadOfTheAuditLogWhereThatIsAskedFor() throws Exception {
        HttpServer hook = hook();
        try (CollectorStore store = SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock)) {
            String url = "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
            store.registry().record(List.of(new AuditDraft("ada", AuditAction.PRUNED, "x", "")));
            AuditHead head = store.registry().auditHead();
            // Nobody is told of one night twice: who is told without it has another memory.
            try (CollectorStore other = SqlStores.sqliteCollector(folder.resolve("other.db"), clock)) {
                other.registry().record(List.of(new AuditDraft("ada", AuditAction.PRUNED, "x", "")));
                assertThat(new Channels(config(url), other.registry(), clock).night(SampleReports.equal()))
                        .hasSize(1)
                        .allMatch(line -> line.contains("sent"));
                assertThat(said)
                        .contains("\"quiet\":true")
                        .doesNotContain(other.registry().auditHead().digest());
            }
            new Channels(config(url, ", auditHead: true"), store.registry(), clock).night(SampleReports.equal());
            assertThat(said).contains("\"quiet\":true", "Head of the audit log: " + head.text());
            // Who writes the log anew has other digests.
            store.registry().record(List.of(new AuditDraft("ada", AuditAction.PRUNED, "y", "")));
            assertThat(store.registry().verifyAudit(List.of(head)).damage()).isEmpty();
            AuditHead other = new AuditHead(head.number(), "0".repeat(64));
            assertThat(store.registry().verifyAudit(List.of(other)).damage()).isPresent();
        } finally {
            hook.stop(0);
        }
    }

    private static Report gone() {
        Report report = SampleReports.believable();
        return report.but()
                .drifts(List.of())
                .causes(List.of())
                .resolved(report.drifts().stream()
                        .map(drift -> new ResolvedDrift(
                                drift.id(),
                                drift.address(),
                                drift.severity(),
                                drift.explanation().summary()))
                        .toList())
                .build();
    }

    @Test
    void triesAgainWhatCouldNotBeToldThoughAnotherProcessDoes() throws Exception {
        HttpServer hook = hook();
        try (CollectorStore store = SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock)) {
            ServerConfig config = config("http://127.0.0.1:" + hook.getAddress().getPort() + "/");
            Channels channels = new Channels(config, store.registry(), clock);
            answer = 404;
            assertThat(channels.alert(SampleReports.believable())).hasSize(1);
            assertThat(channels.alert(SampleReports.believable())).isEmpty();
            // What was not reached a moment ago is let be for a while.
            assertThat(posts).hasValue(1);
            assertThat(requireNonNull(channels.ways().get("a")).why()).contains("404");
            assertThat(channels.owes()).isFalse();
            clock.set(clock.instant().plus(Duration.ofMinutes(2)));
            assertThat(channels.owes()).isTrue();

            answer = 200;
            Channels other = new Channels(config, store.registry(), clock);
            assertThat(other.owes()).isTrue();
            assertThat(other.alert(SampleReports.believable()))
                    .containsExactly("a: sent by webhook, not reached before since 2026-11-20 02:00 UTC");
            assertThat(posts).hasValue(2);
            channels.alert(SampleReports.believable());
            assertThat(posts).hasValue(2);
            assertThat(channels.ways().get("a").since()).isEmpty();
            assertThat(channels.owes()).isFalse();
        } finally {
            hook.stop(0);
        }
    }

    @Test
    void tellsTheEndOnceItIsQuietNoMore() throws Exception {
        HttpServer hook = hook();
        try (CollectorStore store = SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock)) {
            ServerConfig config = config(
                    "http://127.0.0.1:" + hook.getAddress().getPort() + "/",
                    ", quiet: {from: \"22:00\", to: \"06:00\", zone: UTC}");
            Channels channels = new Channels(config, store.registry(), clock);
            clock.set(Instant.parse("2026-11-20T23:00:00Z"));
            channels.alert(SampleReports.believable());
            channels.alert(gone());
            channels.alert(gone());
            assertThat(posts).hasValue(1);

            clock.set(Instant.parse("2026-11-21T06:00:00Z"));
            assertThat(channels.owes()).isTrue();
            channels.alert(gone().but().resolved(List.of()).build());
            assertThat(posts).hasValue(2);
            channels.alert(gone());
            assertThat(posts).hasValue(2);
            assertThat(channels.owes()).isFalse();
        } finally {
            hook.stop(0);
        }
    }

    @Test
    void tellsABreachAtOnceAndNotAgainAfterARestart() throws Exception {
        HttpServer hook = hook();
        try {
            ServerConfig config = config("http://127.0.0.1:" + hook.getAddress().getPort() + "/");
            for (int start = 0; start < 2; start++) {
                try (CollectorStore store = SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock)) {
                    Channels channels = new Channels(config, store.registry(), clock);
                    assertThat(channels.wantsAlerts()).isTrue();
                    channels.alert(SampleReports.believable());
                    channels.alert(SampleReports.believable());
                }
            }
            assertThat(posts).hasValue(1);
        } finally {
            hook.stop(0);
        }
    }

    /** What a report without the breach says later on, when it is no news any more. */
    private static Report stillGone() {
        return gone().but().resolved(List.of()).build();
    }

    private void pass(Duration time) {
        clock.set(clock.instant().plus(time));
    }

    @Test
    void tellsTheEndAfterARestartAndThoughAnotherCollectorLooksThen() throws Exception {
        HttpServer hook = hook();
        Path file = folder.resolve("leeway.db");
        ServerConfig config = config("http://127.0.0.1:" + hook.getAddress().getPort() + "/");
        try {
            try (CollectorStore store = SqlStores.sqliteCollector(file, clock)) {
                new Channels(config, store.registry(), clock).alert(SampleReports.believable());
            }
            try (CollectorStore store = SqlStores.sqliteCollector(file, clock)) {
                Channels restarted = new Channels(config, store.registry(), clock);
                Report last = restarted.lastLook().orElseThrow();
                assertThat(last.drifts()).isNotEmpty().allMatch(drift -> drift.severity() == Severity.CRITICAL);
                restarted.alert(gone());
                assertThat(posts).hasValue(1);
                assertThat(restarted.owes()).isFalse();
            }
            pass(Duration.ofMinutes(15));
            try (CollectorStore store = SqlStores.sqliteCollector(file, clock)) {
                Channels other = new Channels(config, store.registry(), clock);
                assertThat(other.owes()).isTrue();
                other.alert(stillGone());
                assertThat(headlines).last().asString().startsWith("resolved: ");
                other.alert(stillGone());
                assertThat(other.owes()).isFalse();
            }
            assertThat(posts).hasValue(2);
        } finally {
            hook.stop(0);
        }
    }

    @Test
    void alarmsOnceOfAFactThatFlaps() throws Exception {
        HttpServer hook = hook();
        ServerConfig config = config("http://127.0.0.1:" + hook.getAddress().getPort() + "/");
        try (CollectorStore store = SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock)) {
            Channels channels = new Channels(config, store.registry(), clock);
            for (int flap = 0; flap < 20; flap++) {
                channels.alert(SampleReports.believable());
                pass(Duration.ofMinutes(7));
                channels.alert(gone());
                pass(Duration.ofMinutes(14));
            }
            assertThat(headlines).singleElement().asString().startsWith("critical: ");
            pass(Duration.ofMinutes(1));
            channels.alert(stillGone());
            assertThat(headlines).hasSize(2).last().asString().startsWith("resolved: ");
            assertThat(channels.owes()).isFalse();
        } finally {
            hook.stop(0);
        }
    }

    /** It comes back after its end was told, and ends again: the second end is told as well, though not at once. */
    @Test
    void losesNoEndOfWhatCameBack() throws Exception {
        HttpServer hook = hook();
        ServerConfig config = config("http://127.0.0.1:" + hook.getAddress().getPort() + "/", ", resolvedAfter: 0m");
        try (CollectorStore store = SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock)) {
            Channels channels = new Channels(config, store.registry(), clock);
            for (int turn = 0; turn < 2; turn++) {
                channels.alert(SampleReports.believable());
                channels.alert(gone());
            }
            assertThat(headlines)
                    .extracting(line -> line.substring(0, 8))
                    .containsExactly("critical", "resolved", "critical");
            pass(Duration.ofDays(6));
            channels.alert(stillGone());
            assertThat(headlines).hasSize(3);
            pass(Duration.ofDays(1));
            assertThat(channels.owes()).isTrue();
            channels.alert(stillGone());
            assertThat(headlines).hasSize(4).last().asString().startsWith("resolved: ");
        } finally {
            hook.stop(0);
        }
    }

    /** One channel was told, the other was not: the first hears of the end, though the breach is gone before the other was reached. */
    @Test
    void tellsTheEndToWhoeverHeardAndToNobodyElse() throws Exception {
        HttpServer hook = hook();
        int port = hook.getAddress().getPort();
        Path file = folder.resolve("two.yaml");
        Files.writeString(
                file,
                "notify: [{name: a, webhook: {url: \"http://127.0.0.1:" + port
                        + "/\", allowPrivate: true}, severity: low}, {name: b, webhook: {url: \"http://127.0.0.1:"
                        + port
                        + "/refused\", allowPrivate: true}, severity: low}]\n");
        try (CollectorStore store = SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock)) {
            Channels channels = new Channels(ServerConfigFile.load(file), store.registry(), clock);
            channels.alert(SampleReports.believable());
            assertThat(headlines).hasSize(1);
            channels.alert(gone());
            pass(Duration.ofHours(1));
            refuses = false;
            channels.alert(stillGone());
            assertThat(headlines).hasSize(2).last().asString().startsWith("resolved: ");
        } finally {
            hook.stop(0);
        }
    }

    @Test
    void tellsOnceThatNoReportCameWhileTheStoreFails() throws Exception {
        StoreScene.SetClock clock = new StoreScene.SetClock();
        FailingStore failing = new FailingStore();
        try (CollectorStore store = failing.around(SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock))) {
            RegistryNotices notices = new RegistryNotices(store.registry());
            Duration day = Duration.ofDays(1);
            failing.fail(true, false);
            Instant now = clock.instant();
            assertThat(notices.claim("deadman/a", now)).isEqualTo(Claim.FREE);
            notices.settle(Map.of("deadman/a", now.plus(day)), List.of());
            assertThat(notices.claim("deadman/a", now)).isEqualTo(Claim.SENT);
            assertThat(notices.claim("alert/a/1", now)).isEqualTo(Claim.PENDING);
            failing.fail(false, false);
            // What the store did not know it is told as soon as it answers.
            assertThat(notices.claim("alert/a/1", now)).isEqualTo(Claim.FREE);
            assertThat(new RegistryNotices(store.registry()).claim("deadman/a", now))
                    .isEqualTo(Claim.SENT);
        }
    }

    /** What counted as told until its end is told again when it is back, though the store did not take that end. */
    @Test
    void forgetsWhatEndedWhileTheStoreFailed() throws Exception {
        FailingStore failing = new FailingStore();
        try (CollectorStore store = failing.around(SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock))) {
            RegistryNotices notices = new RegistryNotices(store.registry());
            Instant now = clock.instant();
            Instant week = now.plus(Duration.ofDays(7));
            notices.settle(Map.of("alert/a/1", week, "heard/a/1", week), List.of());
            assertThat(notices.claim("resolved/a/1", now)).isEqualTo(Claim.FREE);
            failing.failIn("sent");
            notices.settle(Map.of("resolved/a/1", week), List.of("alert/a/1", "heard/a/1"));
            // Better late than never: who asks again is told it is free.
            assertThat(notices.claim("alert/a/1", now)).isEqualTo(Claim.PENDING);
            assertThat(notices.standing("heard/a/1", now)).isEqualTo(Claim.FREE);

            failing.fail(false, false);
            assertThat(notices.claim("alert/a/1", now)).isEqualTo(Claim.FREE);
            RegistryNotices other = new RegistryNotices(store.registry());
            assertThat(other.standing("resolved/a/1", now)).isEqualTo(Claim.SENT);
            assertThat(other.standing("heard/a/1", now)).isEqualTo(Claim.FREE);
        }
    }

    /** It may be another's by the time the store answers. */
    @Test
    void givesNoClaimBackLate() throws Exception {
        FailingStore failing = new FailingStore();
        try (CollectorStore store = failing.around(SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock))) {
            RegistryNotices notices = new RegistryNotices(store.registry());
            Instant now = clock.instant();
            assertThat(notices.claim("alert/a/1", now)).isEqualTo(Claim.FREE);
            failing.failIn("sent");
            notices.settle(Map.of(), List.of("alert/a/1"));
            failing.fail(false, false);
            new RegistryNotices(store.registry()).settle(Map.of("alert/a/1", now.plus(Duration.ofDays(7))), List.of());
            assertThat(notices.claim("alert/a/1", now)).isEqualTo(Claim.SENT);
        }
    }

    private ServerConfig config(String url) throws Exception {
        return config(url, "");
    }

    private ServerConfig config(String url, String more) throws Exception {
        Path secret = folder.resolve("hook");
        Files.writeString(secret, url);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path file = folder.resolve("leeway-server.yaml");
        Files.writeString(
                file,
                "notify: [{name: a, webhook: {urlFile: hook, allowPrivate: true}, when: [alert, resolved, nightly], severity: low"
                        + more + "}]\n");
        return ServerConfigFile.load(file);
    }
}
