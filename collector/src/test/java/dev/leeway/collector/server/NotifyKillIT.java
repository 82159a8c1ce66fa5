package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.config.ServerConfigFile;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.notify.HookServer;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.collector.store.sql.SqlStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process while it tells people: whoever looks next tells what was not told, and nothing else. */
@Timeout(120)
class NotifyKillIT {
    private static final Duration SOON = Duration.ofMinutes(4);
    private static final Duration LATER = Duration.ofMinutes(6);

    @TempDir
    private Path folder;

    private HookServer hook;
    private @Nullable Process process;

    /** Tells, as a collector does, of a breach or of a night. */
    static final class Teller {
        private Teller() {}

        /** By the configuration, over the store, {@code alert} or {@code night}. */
        public static void main(String[] args) throws Exception {
            ServerConfig config = ServerConfigFile.load(Path.of(args[0]));
            try (CollectorStore store = SqlStores.sqliteCollector(Path.of(args[1]), Clock.systemUTC())) {
                tell(new Channels(config, store.registry(), Clock.systemUTC()), args[2]);
            }
        }
    }

    private static void tell(Channels channels, String what) throws Exception {
        tell(channels, what, SampleReports.AS_OF);
    }

    /** Each look for breaches speaks of its own moment, a night of one. */
    private static void tell(Channels channels, String what, Instant asOf) throws Exception {
        if (what.equals("alert")) {
            channels.alert(SampleReports.at(SampleReports.believable(), asOf));
        } else {
            channels.night(SampleReports.believable());
        }
    }

    @BeforeEach
    void begin() throws Exception {
        hook = HookServer.plain();
    }

    @AfterEach
    void end() {
        hook.close();
        Process left = process;
        if (left != null) {
            left.destroyForcibly();
        }
    }

    private Path config(String name, String first, String second) throws Exception {
        String channel = "{name: %s, webhook: {url: \"%s\", allowPrivate: true}, severity: low}";
        return Files.writeString(
                folder.resolve(name),
                "notify: [" + channel.formatted("a", hook.url(first)) + ", " + channel.formatted("b", hook.url(second))
                        + "]\n");
    }

    private Path store() {
        return folder.resolve("leeway.db");
    }

    /** Killed once one channel took the message and the other has it, but did not answer yet. */
    private void killedInTheMiddleOf(String what) throws Exception {
        Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Teller.class.getName(),
                        config("killed.yaml", "/ok", "/slow").toString(),
                        store().toString(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process = killed;
        try (CollectorStore store = SqlStores.sqliteCollector(store(), Clock.systemUTC())) {
            String key = what.equals("alert") ? "notice/heard/a/" : "notice/night/a/" + SampleReports.AS_OF;
            List<String> keys = what.equals("alert")
                    ? SampleReports.believable().drifts().stream()
                            .map(drift -> key + drift.id())
                            .toList()
                    : List.of(key);
            boolean noted = false;
            while (!noted || hook.taken().size() < 2) {
                assertThat(killed.isAlive()).isTrue();
                Thread.sleep(20);
                for (String each : keys) {
                    noted |= store.registry().sending(each, Instant.now()) == Claim.SENT;
                }
            }
        }
        killed.toHandle().destroyForcibly();
        assertThat(killed.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private List<String> paths() {
        return hook.taken().stream().map(HookServer.Taken::path).sorted().toList();
    }

    /** By which who took it knows it again. */
    private String id(String path) {
        return hook.taken().stream()
                .filter(taken -> taken.path().equals(path))
                .map(taken -> taken.headers().getOrDefault("Leeway-Delivery", "none"))
                .findFirst()
                .orElseThrow();
    }

    private void toldOnceTheClaimEnds(String what) throws Exception {
        killedInTheMiddleOf(what);
        StoreScene.SetClock clock = new StoreScene.SetClock();
        Instant now = Instant.now();
        ServerConfig config = ServerConfigFile.load(config("next.yaml", "/again", "/next"));
        try (CollectorStore store = SqlStores.sqliteCollector(store(), clock)) {
            Channels next = new Channels(config, store.registry(), clock);
            clock.set(now.plus(SOON));
            tell(next, what);
            assertThat(paths()).containsExactly("/ok", "/slow");
            clock.set(now.plus(SOON).plus(LATER));
            assertThat(what.equals("alert") ? next.owes() : next.owesNight()).isTrue();
            tell(next, what, SampleReports.AS_OF.plus(LATER));
            tell(next, what, SampleReports.AS_OF.plus(LATER).plus(SOON));
            assertThat(next.owes() || next.owesNight()).isFalse();
        }
        assertThat(paths()).containsExactly("/next", "/ok", "/slow");
        assertThat(id("/next")).isEqualTo(id("/slow")).matches("[0-9a-f]{32}").isNotEqualTo(id("/ok"));
    }

    @Test
    void anAlertIsToldOnceTheClaimOfTheDeadEnds() throws Exception {
        toldOnceTheClaimEnds("alert");
    }

    @Test
    void aNightIsToldOnceTheClaimOfTheDeadEnds() throws Exception {
        toldOnceTheClaimEnds("night");
    }
}
