package dev.leeway.collector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leeway.collector.testing.TestIdentity;
import dev.leeway.schema.fact.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
    private static final String PASSWORD = "hunter2-very-secret";
    private static final String MAIL =
            "notify: [{mail: {server: smtp.example.com, from: a@b.example, to: c@d.example}%s}]\n";

    @TempDir
    private Path folder;

    private ServerConfig load(String yaml) throws IOException, ConfigException {
        return ServerConfigFile.load(Files.writeString(folder.resolve("leeway-server.yaml"), yaml));
    }

    private String faults(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("leeway-server.yaml"), yaml);
        ConfigException faults = catchThrowableOfType(ConfigException.class, () -> ServerConfigFile.load(file));
        String message = String.valueOf(faults == null ? null : faults.getMessage());
        assertThat(faults == null ? List.of() : faults.faults())
                .as(yaml)
                .isNotEmpty()
                .hasSameSizeAs(message.lines().toList());
        return message.replace(folder + "/", "");
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void isACollectorOnLoopbackWhereNothingIsWritten() throws Exception {
        ServerConfig config = load("");

        assertThat(config.listen()).isEqualTo(new ListenAddress("127.0.0.1", 7411));
        assertThat(config.reachedBy(7411)).isEqualTo(URI.create("http://127.0.0.1:7411"));
        assertThat(config.store()).isEqualTo(folder.resolve("leeway.db").toString());
        assertThat(config).usingRecursiveComparison().ignoringFields("store").isEqualTo(ServerConfig.usual());
    }

    @Test
    void knowsWhereAndWhenAMirrorIsWritten() throws Exception {
        Path place = folder.resolve("history.git");
        assertThat(load("mirror: {directory: history.git}\n").mirror())
                .contains(new MirrorPlan(place, MirrorPlan.Rhythm.DAY, Optional.empty()));
        assertThat(load("mirror: {directory: history.git, every: 12h}\n").mirror())
                .contains(new MirrorPlan(place, MirrorPlan.Rhythm.SPAN, Optional.of(Duration.ofHours(12))));
        assertThat(load("nightly: {at: '05:00'}\nmirror: {directory: history.git, every: report}\n")
                        .mirror())
                .contains(new MirrorPlan(place, MirrorPlan.Rhythm.REPORT, Optional.empty()));
        assertThat(faults("mirror: {directory: history.git, every: report}\n"))
                .contains("leeway-server.yaml:1")
                .contains("a mirror of each nightly report, and none is made");
        assertThat(faults("mirror: {directory: nowhere/history.git}\n")).contains("is not there; make it");
        Files.writeString(place, "");
        assertThat(faults("mirror: {directory: history.git}\n")).contains("a file, where a directory is to be");
    }

    @Test
    void readsEveryKey() throws Exception {
        TestIdentity.in(folder);
        secret("smtp-password", PASSWORD + "\n");
        secret("shop-webhook", "https://hooks.example.com/T0/B0/" + PASSWORD + "\n");
        secret("signing", PASSWORD);
        Files.writeString(folder.resolve("leeway.yaml"), "rules: []\n");

        ServerConfig config = load("""
                listen: 0.0.0.0:7411
                url: https://leeway.example:7411
                tls: {certificate: server.pem, key: server.key, clientAuthority: server.pem}
                store: jdbc:postgresql://db.example/leeway
                policy: leeway.yaml
                nightly: {at: 05:00, zone: Europe/Berlin}
                keep: {for: 90d, newest: 30}
                limits: {body: 1MiB, perAgentPerMinute: 6, waiting: 20, requestSeconds: 3}
                silence: 36h
                notify:
                  - name: platform
                    mail: {server: "smtp.example.com:2525", security: tls, from: leeway@example.com, to: [a@example.com, b@example.com],
                           user: leeway, passwordFile: smtp-password, authority: server.pem}
                  - slack: {urlFile: shop-webhook}
                    owners: team-shop
                    environments: [prod, staging]
                    severity: high
                    when: [alert, resolved]
                    repeat: 2w
                    quiet: {from: "22:00", to: "07:00", zone: Europe/Berlin}
                  - webhook: {url: "http://10.0.0.9:8080/leeway", secretFile: signing, allowPrivate: true}
                """);

        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(config.tls())
                .contains(new TlsFiles(
                        folder.resolve("server.pem"),
                        folder.resolve("server.key"),
                        Optional.of(folder.resolve("server.pem"))));
        assertThat(config.reachedBy(1)).isEqualTo(URI.create("https://leeway.example:7411"));
        assertThat(config.store()).isEqualTo("jdbc:postgresql://db.example/leeway");
        assertThat(config.policy()).contains(folder.resolve("leeway.yaml").toString());
        assertThat(config.nightly()).contains(new Nightly(LocalTime.of(5, 0), berlin));
        assertThat(config.keep()).contains(new Keep(Duration.ofDays(90), 30));
        assertThat(config.limits()).isEqualTo(new Limits(1 << 20, 6, 20, Duration.ofSeconds(3)));
        assertThat(config.silence()).isEqualTo(Duration.ofHours(36));
        assertThat(config.channels())
                .containsExactly(
                        new NotifyChannel(
                                "platform",
                                new MailTarget(
                                        "smtp.example.com",
                                        2525,
                                        MailTarget.Security.TLS,
                                        "leeway@example.com",
                                        List.of("a@example.com", "b@example.com"),
                                        Optional.of("leeway"),
                                        Optional.of(new SecretFile(folder.resolve("smtp-password"))),
                                        Optional.of(folder.resolve("server.pem"))),
                                List.of(),
                                List.of(),
                                Severity.MEDIUM,
                                Set.of(Occasion.values()),
                                Duration.ofDays(7),
                                Optional.empty()),
                        new NotifyChannel(
                                "slack",
                                new SlackTarget(
                                        new SecretFile(folder.resolve("shop-webhook")), false, Optional.empty()),
                                List.of("team-shop"),
                                List.of("prod", "staging"),
                                Severity.HIGH,
                                Set.of(Occasion.ALERT, Occasion.RESOLVED),
                                Duration.ofDays(14),
                                Optional.of(new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), berlin))),
                        new NotifyChannel(
                                "webhook",
                                new WebhookTarget(
                                        Optional.of(URI.create("http://10.0.0.9:8080/leeway")),
                                        Optional.empty(),
                                        Optional.of(new SecretFile(folder.resolve("signing"))),
                                        true,
                                        Optional.empty()),
                                List.of(),
                                List.of(),
                                Severity.MEDIUM,
                                Set.of(Occasion.values()),
                                Duration.ofDays(7),
                                Optional.empty()));
        assertThat(config.toString()).doesNotContain(PASSWORD);
        assertThat(new SecretFile(folder.resolve("smtp-password")).read()).isEqualTo(PASSWORD);
    }

    @Test
    void tellsEveryFaultAtOnceInTheOrderOfTheFile() throws Exception {
        assertThat(faults("""
                silence: soon
                listen: 10.0.0.1:7411
                polcy: x.yaml
                nightly: {at: "25:00", zone: Mars/Base}
                limits: {body: 1TiB, waiting: 0}
                """).lines().map(line -> line.replaceAll(";.*", "")))
                .containsExactly(
                        "leeway-server.yaml:1:10: no span of time",
                        "leeway-server.yaml:2:9: an address that others reach, without TLS",
                        "leeway-server.yaml:3:1: unknown key 'polcy'",
                        "leeway-server.yaml:4:15: no time of the day",
                        "leeway-server.yaml:4:30: no time zone",
                        "leeway-server.yaml:5:16: no size of a request",
                        "leeway-server.yaml:5:31: expected a whole number from 1 to 1000000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "listen: 7411 => no address to listen on",
                "listen: 127.0.0.1:70000 => no address to listen on",
                "listen: 1.2.3:80 => no address to listen on",
                "listen: 300.0.0.1:80 => no IP address",
                "listen: '[::1::2]:80' => no IP address",
                "listen: example.com:80 => no address to listen on",
                "listen: 0.0.0.0:7411 => none that agents reach it by",
                "listen: '[::]:7411' => without TLS",
                "url: leeway.example => no address of the web",
                "url: https://u:p@leeway.example => with a user or password",
                "url: https://leeway.example/?x=1 => with a query",
                "tls: {certificate: none.pem} => there is no such file",
                "tls: {certificate: none.pem} => missing key 'key'",
                "tls: [a] => expected a map",
                "store: jdbc:mysql://x/y => no kind of store",
                "store: jdbc:postgresql://me@x/y => with a user or password",
                "store: jdbc:postgresql://x/y?Password=z => with a user or password",
                "store: nowhere/leeway.db => the directory of the store is not there",
                "policy: none.yaml => there is no such file",
                "policy: git:https://u:p@x/y#main => holds a user, a password",
                "nightly: {zone: UTC} => missing key 'at'",
                "nightly: '05:00' => expected a map",
                "keep: {newest: 3} => missing key 'for'",
                "keep: {for: 0d} => no span of time",
                "notify: {} => expected a list",
                "notify: [{name: x}] => leads nowhere",
                "'notify: [{slack: {urlFile: x}, webhook: {url: \"https://x\"}}]' => leads to several places",
                "notify: [{slack: }] => leads nowhere",
                "notify: [{slack: {}}] => missing key 'urlFile'",
                "'notify: [{slack: {url: \"https://x\"}}]' => unknown key 'url'; expected one of allowPrivate, authority, urlFile",
                "notify: [{webhook: {}}] => a webhook with no address",
                "'notify: [{webhook: {url: \"http://x.example\"}}]' => without TLS",
                "'notify: [{webhook: {url: \"https://x.example/?token=1\"}}]' => which may hold a secret",
                "notify: [{mail: {server: x}}] => missing key 'from'",
                "'notify: [{mail: {server: x, from: a b@c, to: d@e}}]' => no mail address",
                "'notify: [{mail: {server: x, from: \"a@b\\r\\nBcc: c@d\", to: d@e}}]' => no mail address",
                "'notify: [{mail: {server: \"x:0\", from: a@b, to: d@e}}]' => no mail server",
                "'notify: [{mail: {server: x, from: a@b, to: d@e, user: u}}]' => a login by half",
                "'notify: [{mail: {server: x, from: a@b, to: d@e, password: u}}]' => did you mean 'passwordFile'?",
                "'notify: [{mail: {server: x, from: a@b, to: d@e, security: ssl}}]' => unknown way to secure mail"
            })
    void saysWhatIsWrong(String yaml, String fault) throws Exception {
        assertThat(faults(yaml + "\n")).contains("leeway-server.yaml:1:").contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                ", severity: grave => unknown severity",
                ", when: [nightly, sometimes] => unknown occasion",
                ", repeat: daily => no span of time",
                ", quiet: {from: '22:00'} => missing key 'to'",
                ", quiet: {from: '22:00', to: '22:00'} => end as they begin",
                ", name: '<b>' => no name",
                ", owners: {a: b} => expected a single value",
                ", nmae: x => did you mean 'name'?",
                "}, {slack: {urlFile: none}, name: mail => there is no such file",
                "}, {mail: {server: x, from: a@b, to: d@e} => a second channel named 'mail'"
            })
    void saysWhatIsWrongWithAChannel(String more, String fault) throws Exception {
        assertThat(faults(MAIL.formatted(more)))
                .contains("leeway-server.yaml:1:")
                .contains(fault);
    }

    @Test
    void wantsTheAddressesOfOneIPv6LoopbackToo() throws Exception {
        assertThat(load("listen: '[::1]:0'\n").reachedBy(80)).isEqualTo(URI.create("http://[::1]:80"));
        assertThat(load("listen: localhost:7411\n").listen().isLoopback()).isTrue();
    }

    @Test
    void refusesSecretsThatOthersMayReadOrChange() throws Exception {
        Path file = secret("password", PASSWORD);
        String yaml = "notify: [{mail: {server: x, from: a@b, to: c@d, user: u, passwordFile: password}}]\n";
        for (String mode : List.of("rw-r-----", "r--------")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertThat(load(yaml).channels()).hasSize(1);
        }
        for (String mode : List.of("rw-r--r--", "rw--w----", "rw-----w-", "rw------x")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertThat(faults(yaml))
                    .as(mode)
                    .contains("others may read or change")
                    .doesNotContain(PASSWORD);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "not a url " + PASSWORD, "https://u:" + PASSWORD + "@x.example/", "ftp://x/" + PASSWORD
            })
    void repeatsNothingOfASecretThatWillNotDo(String content) throws Exception {
        secret("url", content);

        assertThat(faults("notify: [{slack: {urlFile: url}}]\n"))
                .contains("leeway-server.yaml:1:")
                .doesNotContain(PASSWORD);
    }

    @Test
    void refusesAKeyOrCertificateThatIsNone() throws Exception {
        secret("server.key", "-----BEGIN RSA PRIVATE KEY-----\n" + PASSWORD);
        Files.writeString(
                folder.resolve("server.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThat(faults("tls: {certificate: server.pem, key: server.key}\n"))
                .contains("holds no certificate", "openssl pkcs8")
                .doesNotContain(PASSWORD);
    }

    @Test
    void touchesNothing() throws Exception {
        load("store: new.db\nnightly: {at: 05:00}\n");

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("leeway-server.yaml"));
        }
    }

    @Test
    void saysWhatIsWrongWithTheFileItself() throws Exception {
        for (Path file : List.of(
                folder, folder.resolve("none.yaml"), Files.write(folder.resolve("latin"), new byte[] {'#', (byte) 0xe4
                }))) {
            ConfigException fault = catchThrowableOfType(ConfigException.class, () -> ServerConfigFile.load(file));
            assertThat(fault).hasMessageStartingWith(file + ": ");
        }
        assertThat(faults("listen: [\n")).startsWith("leeway-server.yaml:");
        assertThat(faults("listen: a\nlisten: b\n")).startsWith("leeway-server.yaml:2:");
    }

    @Test
    void knowsWhenTheNightlyReportIsDue() {
        Nightly berlin = new Nightly(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));
        assertThat(berlin.next(Instant.parse("2026-11-20T12:00:00Z"))).isEqualTo("2026-11-21T01:30:00Z");
        assertThat(berlin.next(Instant.parse("2026-11-20T01:30:00Z"))).isEqualTo("2026-11-21T01:30:00Z");
        assertThat(berlin.latest(Instant.parse("2026-11-20T01:30:00Z"))).isEqualTo("2026-11-20T01:30:00Z");
        assertThat(berlin.latest(Instant.parse("2026-11-20T01:29:59Z"))).isEqualTo("2026-11-19T01:30:00Z");
        // The night without half past two, and the one with two of them.
        assertThat(berlin.next(Instant.parse("2026-03-28T12:00:00Z"))).isEqualTo("2026-03-29T01:30:00Z");
        assertThat(berlin.next(Instant.parse("2026-10-24T12:00:00Z"))).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(berlin.next(Instant.parse("2026-10-25T00:30:00Z"))).isEqualTo("2026-10-26T01:30:00Z");
    }

    @Test
    void knowsQuietHoursAcrossMidnight() {
        QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), ZoneOffset.UTC);
        QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(13, 0), ZoneOffset.UTC);
        assertThat(night.covers(Instant.parse("2026-11-20T22:00:00Z"))).isTrue();
        assertThat(night.covers(Instant.parse("2026-11-20T06:59:59Z"))).isTrue();
        assertThat(night.covers(Instant.parse("2026-11-20T07:00:00Z"))).isFalse();
        assertThat(noon.covers(Instant.parse("2026-11-20T12:00:00Z"))).isTrue();
        assertThat(noon.covers(Instant.parse("2026-11-20T13:00:00Z"))).isFalse();
    }
}
