package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.config.ServerConfigFile;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.AuditHead;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.sql.SqlStores;
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
    private volatile int answer = 200;

    private HttpServer hook() throws IOException {
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts.incrementAndGet();
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
            assertThat(new Channels(config(url), store.registry(), clock).night(SampleReports.equal()))
                    .hasSize(1)
                    .allMatch(line -> line.contains("sent"));
            assertThat(said).contains("\"quiet\":true").doesNotContain(head.digest());
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
            assertThat(posts).hasValue(2);
            assertThat(channels.owes()).isFalse();
            clock.set(clock.instant().plus(Duration.ofMinutes(2)));
            assertThat(channels.owes()).isTrue();

            answer = 200;
            new Channels(config, store.registry(), clock).alert(SampleReports.believable());
            assertThat(posts).hasValue(3);
            channels.alert(SampleReports.believable());
            assertThat(posts).hasValue(3);
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

    @Test
    void tellsOnceThatNoReportCameWhileTheStoreFails() throws Exception {
        StoreScene.SetClock clock = new StoreScene.SetClock();
        FailingStore failing = new FailingStore();
        try (CollectorStore store = failing.around(SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock))) {
            RegistryNotices notices = new RegistryNotices(store.registry());
            Duration day = Duration.ofDays(1);
            failing.fail(true, false);
            assertThat(notices.claim("deadman/a", clock.instant(), day)).isTrue();
            assertThat(notices.claim("deadman/a", clock.instant(), day)).isFalse();
            assertThat(notices.claim("alert/a/1", clock.instant(), day)).isFalse();
            failing.fail(false, false);
            assertThat(notices.claim("deadman/a", clock.instant(), day)).isFalse();
            assertThat(notices.claim("alert/a/1", clock.instant(), day)).isTrue();
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
