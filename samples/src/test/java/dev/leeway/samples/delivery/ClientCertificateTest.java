package dev.leeway.samples.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.agent.cli.AgentCommands;
import dev.leeway.collector.config.TlsFiles;
import dev.leeway.collector.store.StoredSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands of the agent against a collector that wants to see a certificate of whoever connects. */
class ClientCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final String IMPATIENT = "--patience=1ms";

    @TempDir
    private static Path keys;

    @TempDir
    private Path folder;

    private static Certificates certificates() {
        return new Certificates(keys);
    }

    @BeforeAll
    static void makeCertificates() throws Exception {
        Certificates make = certificates();
        assumeTrue(make.possible(), "no openssl on this machine");
        for (String own : List.of("server", "agents", "strangers")) {
            make.own(own);
        }
        make.key("first");
        make.key("second");
        make.issue("agents", "first", "first.pem", 2);
        make.issue("agents", "first", "renewed.pem", 3);
        make.issue("agents", "second", "rekeyed.pem", 2);
        make.issue("strangers", "first", "strange.pem", 2);
        make.issueExpired("agents", "first", "expired.pem");
    }

    private FixtureAgent agent;

    @BeforeEach
    void makeHost() throws Exception {
        agent = new FixtureAgent(folder, "web-01");
    }

    private NearCollector collector() throws Exception {
        return NearCollector.secured(
                folder.resolve("leeway.db"),
                new TlsFiles(
                        keys.resolve("server.pem"),
                        keys.resolve("server.key"),
                        Optional.of(keys.resolve("agents.pem"))));
    }

    private AgentCommands.Ended joins(NearCollector collector, String... more) throws Exception {
        String[] options = new String[more.length + 6];
        System.arraycopy(more, 0, options, 6, more.length);
        System.arraycopy(
                new String[] {
                    "--authority", keys.resolve("server.pem").toString(),
                    "--certificate", keys.resolve("host.pem").toString(),
                    "--certificate-key", keys.resolve("host.key").toString()
                },
                0,
                options,
                0,
                6);
        return agent.join(NOW, collector, options);
    }

    private AgentCommands.Ended pushes(String level) throws Exception {
        return agent.push(NOW, level, IMPATIENT);
    }

    private static List<Long> stored(NearCollector collector) throws Exception {
        return collector.snapshots().snapshots(collector.snapshots().hosts().get(0)).stream()
                .map(StoredSnapshot::sequence)
                .toList();
    }

    @Test
    void letsNobodyJoinWithoutACertificateAndSaysHowToShowOne() throws Exception {
        try (NearCollector collector = collector()) {
            AgentCommands.Ended bare = agent.join(
                    NOW, collector, "--authority", keys.resolve("server.pem").toString());
            assertThat(bare.exit()).isEqualTo(1);
            assertThat(bare.err())
                    .contains("not joined: it wants a certificate of this host", "--certificate host.pem");
            assertThat(collector.registry().agents()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "strange.pem,it does not accept the certificate of this host,by the authority it asks for",
        "expired.pem,the certificate of this host has expired,renew it with the same key"
    })
    void letsNobodyJoinWithACertificateThatWillNotDoAndSaysWhatMendsThat(String certificate, String why, String fix)
            throws Exception {
        certificates().install(certificate, "first.key");
        try (NearCollector collector = collector()) {
            AgentCommands.Ended refused = joins(collector);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("not joined: " + why, fix);
            assertThat(collector.registry().agents()).isEmpty();
        }
    }

    @Test
    void knowsAHostByARenewedCertificateOfItsKeyWhateverWasBetween() throws Exception {
        certificates().install("first.pem", "first.key");
        try (NearCollector collector = collector()) {
            AgentCommands.Ended joined = joins(collector);
            assertThat(joined.exit()).as(joined.err()).isZero();
            assertThat(pushes("one").exit()).isZero();

            for (String gone : List.of("expired.pem", "strange.pem")) {
                certificates().install(gone, "first.key");
                AgentCommands.Ended kept = pushes("two");
                assertThat(kept.exit()).as(gone).isEqualTo(1);
                assertThat(kept.err()).contains("certificate of this host", "wait");
            }
            assertThat(stored(collector)).containsExactly(1L);

            certificates().install("renewed.pem", "first.key");
            AgentCommands.Ended renewed = pushes("three");
            assertThat(renewed.exit()).as(renewed.err()).isZero();
            assertThat(stored(collector)).containsExactly(4L, 3L, 2L, 1L);
        }
    }

    @Test
    void takesACertificateOfAnotherKeyForSomebodyElseUntilTheHostJoinsAgain() throws Exception {
        certificates().install("first.pem", "first.key");
        try (NearCollector collector = collector()) {
            assertThat(joins(collector).exit()).isZero();
            assertThat(pushes("one").exit()).isZero();

            certificates().install("rekeyed.pem", "second.key");
            AgentCommands.Ended refused = pushes("two");
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("not accepted", "leeway-agent join --again", "1 snapshot waits");
            assertThat(stored(collector)).containsExactly(1L);

            String token = collector.token("prod", "web-01");
            AgentCommands.Ended again = agent.join(
                    NOW,
                    collector.url().toString(),
                    token,
                    "--again",
                    "--authority",
                    keys.resolve("server.pem").toString(),
                    "--certificate",
                    keys.resolve("host.pem").toString(),
                    "--certificate-key",
                    keys.resolve("host.key").toString());
            assertThat(again.exit()).as(again.err()).isZero();
            AgentCommands.Ended delivered = pushes("three");
            assertThat(delivered.exit()).as(delivered.err()).isZero();
            assertThat(stored(collector)).containsExactly(3L, 2L, 1L);

            certificates().install("first.pem", "first.key");
            assertThat(pushes("four").exit())
                    .as("the key before is nobody's now")
                    .isEqualTo(1);
        }
    }
}
