package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.config.ServerConfigFile;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.sql.SqlStores;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what a collector finds to a real server that is told. */
class ChannelsTest {
    @TempDir
    private Path folder;

    @Test
    void tellsABreachAtOnceAndNotAgainAfterARestart() throws Exception {
        AtomicInteger posts = new AtomicInteger();
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            posts.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        hook.start();
        StoreScene.SetClock clock = new StoreScene.SetClock();
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
        try (CollectorStore store =
                failing.around(SqlStores.sqliteCollector(folder.resolve("leeway.db"), clock))) {
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
        Path secret = folder.resolve("hook");
        Files.writeString(secret, url);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path file = folder.resolve("leeway-server.yaml");
        Files.writeString(
                file,
                "notify: [{name: a, webhook: {urlFile: hook, allowPrivate: true}, when: [alert, nightly], severity: low}]\n");
        return ServerConfigFile.load(file);
    }
}
