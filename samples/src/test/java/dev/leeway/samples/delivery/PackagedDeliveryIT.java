package dev.leeway.samples.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.samples.program.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs as they are packaged, between them a network that fails, or a wall of certificates. */
class PackagedDeliveryIT {
    private static final String HOST = "web-01";

    @TempDir
    private Path folder;

    @Test
    void deliversEachOnceThoughLineAndCollectorFail() throws Exception {
        deliver(3, 3);
    }

    @Test
    @Tag("thorough")
    void deliversEachOnceHoweverOftenLineAndCollectorFail() throws Exception {
        deliver(4, 30);
    }

    private void deliver(int seed, int looks) throws Exception {
        Random random = new Random(seed);
        try (FaultyLine line = new FaultyLine(seed, 0);
                ServedCollector collector = new ServedCollector(folder, "url: " + line.url())) {
            line.leadTo(collector.port());
            PackagedAgent agent = new PackagedAgent(folder, HOST);
            String token = collector.token(HOST);
            Ran joined = agent.join(line.url().toString(), token);
            for (int attempt = 0; joined.exit() != 0 && attempt < 30; attempt++) {
                joined = agent.join(line.url().toString(), token);
            }
            assertThat(joined.exit()).as(joined.err()).isZero();
            for (int look = 0; look < looks; look++) {
                boolean away = look % 5 == 2;
                if (away) {
                    collector.kill();
                }
                Ran pushed = agent.push("state-" + look, random.nextBoolean() ? "1ms" : "2s");
                assertThat(pushed.exit()).as(pushed.err()).isLessThanOrEqualTo(1);
                if (away) {
                    assertThat(pushed.exit()).as("there is nobody").isEqualTo(1);
                    collector.again();
                }
            }
            line.sound(true);
            Ran last = agent.push("last", "60s");
            assertThat(last.exit()).as(last.err()).isZero();
            assertThat(line.happened().keySet()).as("things went wrong").hasSizeGreaterThan(1);
            collector.end();
            assertThat(collector.stored(HOST))
                    .as("each once, the newest first")
                    .containsExactlyElementsOf(LongStream.rangeClosed(0, looks)
                            .mapToObj(back -> looks + 1 - back)
                            .toList());
        }
    }

    @Test
    @Tag("thorough")
    void letsAHostInByACertificateOfItsAuthorityAndByNothingElse() throws Exception {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Certificates certificates = new Certificates(keys);
        assumeTrue(certificates.possible(), "no openssl on this machine");
        for (String own : List.of("server", "agents", "strangers")) {
            certificates.own(own);
        }
        certificates.key("first");
        certificates.issue("agents", "first", "first.pem", 2);
        certificates.issue("agents", "first", "renewed.pem", 3);
        certificates.issue("strangers", "first", "strange.pem", 2);
        certificates.issueExpired("agents", "first", "expired.pem");
        try (ServedCollector collector = new ServedCollector(
                folder,
                "tls: {certificate: keys/server.pem, key: keys/server.key, clientAuthority: keys/agents.pem}")) {
            String url = "https://127.0.0.1:" + collector.port();
            String token = collector.token(HOST);
            PackagedAgent agent = new PackagedAgent(folder, HOST);
            String authority = keys.resolve("server.pem").toString();
            Ran bare = agent.join(url, token, "--authority", authority);
            assertThat(bare.exit()).isEqualTo(1);
            assertThat(bare.err()).contains("it wants a certificate of this host");
            String[] shown = {
                "--authority",
                authority,
                "--certificate",
                keys.resolve("host.pem").toString(),
                "--certificate-key",
                keys.resolve("host.key").toString()
            };
            certificates.install("strange.pem", "first.key");
            Ran stranger = agent.join(url, token, shown);
            assertThat(stranger.exit()).isEqualTo(1);
            assertThat(stranger.err()).contains("it does not accept the certificate of this host");
            certificates.install("first.pem", "first.key");
            Ran joined = agent.join(url, token, shown);
            assertThat(joined.exit()).as(joined.err()).isZero();
            certificates.install("expired.pem", "first.key");
            Ran late = agent.push("one", "1ms");
            assertThat(late.exit()).isEqualTo(1);
            assertThat(late.err()).contains("the certificate of this host has expired");
            assertThat(collector.stored(HOST)).isEmpty();
            certificates.install("renewed.pem", "first.key");
            Ran renewed = agent.push("two", "30s");
            assertThat(renewed.exit()).as(renewed.err()).isZero();
            collector.end();
            assertThat(collector.stored(HOST)).containsExactly(2L, 1L);
        }
    }
}
