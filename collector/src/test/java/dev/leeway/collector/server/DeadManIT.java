package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.notify.HookServer;
import dev.leeway.collector.store.sql.SqlStores;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The collector as people run it, for which no host delivers any more: who waits for its report hears of that, and once. */
@Timeout(120)
class DeadManIT {
    private static final long SEVERAL_LOOKS_MILLIS = 12_000;

    @TempDir
    private Path folder;

    @Test
    void aRunningCollectorTellsThatNoReportCame() throws Exception {
        Path file = folder.resolve("leeway.db");
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(3);
        String token = new Tokens(new SecureRandom()).create(TokenKind.ACCESS);
        try (CollectorStore store = SqlStores.sqliteCollector(file, clock)) {
            store.registry().keepReport(last, new byte[] {'{', '}'});
            store.registry()
                    .issue(
                            new AccessToken(
                                    Tokens.hash(token, TokenKind.ACCESS).orElseThrow(),
                                    "ada",
                                    Role.READER,
                                    new TreeSet<>(),
                                    now,
                                    now.plus(Duration.ofDays(1)),
                                    Optional.empty()),
                            "test");
        }
        LocalTime due = LocalTime.ofInstant(now.minus(Duration.ofHours(2)), ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES);
        try (HookServer hook = HookServer.plain()) {
            Path config = Files.writeString(folder.resolve("leeway-server.yaml"), """
                            nightly: {at: "%s"}
                            notify:
                              - {name: watch, webhook: {url: "%s", allowPrivate: true}, when: [deadman]}
                              - {name: gone, webhook: {url: "%s", allowPrivate: true}, when: [deadman]}
                              - {name: nights, webhook: {url: "%s", allowPrivate: true}, when: [nightly, alert]}
                            """.formatted(
                            due, hook.url("/ok"), hook.url("/status/404"), hook.url("/nights")));
            CollectorProcess collector =
                    CollectorProcess.start(ServeCommandLine.configured(config), CollectorProcess.freePort(), file);
            try {
                while (hook.taken().size() < 2) {
                    Thread.sleep(50);
                }
                Thread.sleep(SEVERAL_LOOKS_MILLIS);
                assertThat(hook.taken())
                        .extracting(HookServer.Taken::path)
                        .containsExactlyInAnyOrder("/ok", "/status/404");
                JsonNode told = new ObjectMapper()
                        .readTree(hook.taken().stream()
                                .filter(taken -> taken.path().equals("/ok"))
                                .findFirst()
                                .orElseThrow()
                                .body());
                assertThat(told.path("kind").asText()).isEqualTo("deadman");
                assertThat(told.path("headline").asText())
                        .startsWith("no nightly report since " + last)
                        .contains("; one was due ");
                assertThat(metrics(collector, token))
                        .contains("leeway_channel_unreached_seconds{channel=\"watch\"} 0\n")
                        .containsPattern("leeway_channel_unreached_seconds\\{channel=\"gone\"} [1-9][0-9]*\n");
            } finally {
                collector.end();
            }
        }
    }

    private static String metrics(CollectorProcess collector, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(collector.url() + "/metrics"))
                .header("Authorization", "Bearer " + token)
                .build();
        return new String(collector.send(request).body(), StandardCharsets.UTF_8);
    }
}
