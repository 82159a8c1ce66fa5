package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.notify.Delivery;
import dev.leeway.collector.notify.HookServer;
import dev.leeway.collector.notify.Way;
import dev.leeway.collector.notify.Ways;
import dev.leeway.collector.server.RegistryWays;
import dev.leeway.collector.store.sql.SqlStores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyCommandsTest {
    private static final String SECRET = "hunter2-signing-secret";

    @TempDir
    private Path folder;

    private Cli cli = new Cli(Path.of("."));
    private HookServer server;
    private String config = "";

    @BeforeEach
    void prepare() throws IOException {
        cli = new Cli(folder);
        server = HookServer.plain();
        secret("secret", SECRET);
        secret("url", server.url("/ok/" + SECRET));
        config = Files.writeString(
                        cli.path("leeway-server.yaml"), """
                        notify:
                          - name: tickets
                            webhook: {url: "%s", secretFile: secret, allowPrivate: true}
                          - {name: chat, slack: {urlFile: url, allowPrivate: true}, severity: critical}
                          - {name: gone, webhook: {url: "%s", allowPrivate: true}, when: [alert]}
                        """.formatted(server.url("/ok"), server.url("/status/404")))
                .toString();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void secret(String name, String text) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(cli.path(name), text), PosixFilePermissions.fromString("rw-------"));
    }

    /** What one of the channels was told; they are told side by side. */
    private String told(String path, int message) {
        return server.taken().stream()
                .filter(taken -> taken.path().equals(path))
                .toList()
                .get(message)
                .body();
    }

    @Test
    void failsWhereAMessageDidNotComeToAll() {
        StringWriter out = new StringWriter();
        Delivery partly = new Delivery("ops", Delivery.Fate.PARTLY, "sent by mail, though not to all");
        assertThat(NotifyFlags.told(List.of(partly), new PrintWriter(out))).isEqualTo(ExitCodes.DRIFT);
        assertThat(out).hasToString("ops: sent by mail, though not to all" + System.lineSeparator());
    }

    private String policy() throws IOException {
        return Files.writeString(cli.path("leeway.yaml"), """
                        environments: [dev, prod]
                        require: ["env[*]/**"]
                        rules: [{match: "env[*]/**", expect: same, severity: high}]
                        """).toString();
    }

    private String report(String... more) throws IOException {
        cli.snapshot("fleet/dev.json", "mine", "dev", "debug");
        cli.snapshot("fleet/prod.json", "web-01", "prod", "info");
        String file = cli.path("report.json").toString();
        String[] words = {"report", cli.path("fleet").toString(), "--policy", policy(), "-o", file};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        assertThat(cli.run(all).code()).isIn(0, 1, 3);
        return file;
    }

    @Test
    void saysWhatBecameOfEachTest() {
        Cli.Result result = cli.run("notify", "test", "--config", config);

        assertThat(result.out()).isEqualTo("""
                tickets: sent by webhook
                chat: sent by slack
                gone: not sent by webhook: it refused the message with 404; it knows no such path, or no more: copy the address anew, whole
                """);
        assertThat(result.code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(server.taken()).hasSize(3);
        assertThat(server.taken().toString()).contains("Nothing is the matter");
        assertThat(cli.run("notify", "test", "--config", config, "--channel", "chat")
                        .code())
                .isEqualTo(ExitCodes.OK);
        assertThat(result.out() + result.err()).doesNotContain(SECRET);
    }

    @Test
    void tellsOfAReportWhatEachChannelIsToHear() throws IOException {
        String file = report("--previous", cli.path("report.json").toString());
        Cli.Result result = cli.run("notify", "send", "--config", config, file);

        assertThat(result.code()).as(result.err()).isEqualTo(ExitCodes.OK);
        assertThat(result.out()).isEqualTo("tickets: sent by webhook\nchat: sent by slack\n");
        assertThat(result.err()).contains("knows of nothing earlier", "--previous ", " -o ");
        assertThat(told("/ok", 0)).contains("\"kind\":\"nightly\"", "LOG_LEVEL");
        assertThat(told("/ok/" + SECRET, 0))
                .contains("no drift at or above critical as of ")
                .doesNotContain("LOG_");

        report("--previous", file);
        assertThat(cli.run("notify", "send", "--config", config, file).err()).isEmpty();
        assertThat(told("/ok", 1)).contains("nothing new at or above medium, 1 cause still open, as of");
    }

    @Test
    void tellsOfAServiceThatNobodyObserves() throws IOException {
        String store = cli.path("leeway.db").toString();
        for (int day : new int[] {0, 3}) {
            cli.at(Clock.fixed(Cli.NOW.plus(Duration.ofDays(day)), ZoneOffset.UTC));
            String prod = cli.snapshot("prod" + day + ".json", "web-01", "prod", day + 1, "info");
            String dev = cli.snapshot("dev.json", "mine", "dev", 1, "info");
            assertThat(cli.run("store", "add", "--store", store, prod, dev).code())
                    .isZero();
        }
        String file = cli.path("report.json").toString();
        cli.run("report", "--store", store, "--since", "yesterday", "--policy", policy(), "-o", file);

        Cli.Result sent = cli.run("notify", "send", "--config", config, "--channel", "tickets", file);

        assertThat(sent.err()).as("one of --since knows what is new").isEmpty();
        assertThat(told("/ok", 0))
                .contains(
                        "\"headline\":\"incomplete: nothing observed of dev · 2 silent",
                        "\"sort\":\"silent\"",
                        "dev: nobody observes shop-web any more")
                .contains("dev/mine: no snapshot since " + Cli.NOW.toString().substring(0, 10));
    }

    @Test
    void saysWhatToDoWhereTheStoreHeldNothingSince() throws IOException {
        String store = cli.path("leeway.db").toString();
        String prod = cli.snapshot("prod.json", "web-01", "prod", "info");
        String dev = cli.snapshot("dev.json", "mine", "dev", "debug");
        cli.run("store", "add", "--store", store, prod, dev);
        String file = cli.path("report.json").toString();
        cli.run("report", "--store", store, "--since", "yesterday", "--policy", policy(), "-o", file);

        assertThat(cli.run("notify", "send", "--config", config, "--channel", "tickets", file)
                        .err())
                .contains("knows of nothing earlier", "--previous " + file + " -o " + file, "--since a moment");
    }

    @Test
    void warnsOfAnEnvironmentThatNeitherPolicyNorStoreKnows() throws IOException {
        String store = cli.path("leeway.db").toString();
        assertThat(cli.run("store", "add", "--store", store, cli.snapshot("lab.json", "mine", "lab", "info"))
                        .code())
                .isZero();
        String server = Files.writeString(
                        cli.path("server.yaml"),
                        "store: leeway.db\npolicy: " + policy() + "\nnotify:\n"
                                + "  - {name: a, slack: {urlFile: url, allowPrivate: true}, environments: [prod, lab, PROD]}\n"
                                + "  - {name: b, slack: {urlFile: url, allowPrivate: true}, environments: [prot]}\n")
                .toString();

        Cli.Result checked = cli.run("serve", "--check", "--config", server);

        assertThat(checked.code()).as(checked.err()).isEqualTo(ExitCodes.OK);
        assertThat(checked.err().lines())
                .containsExactly(
                        "leeway: the channel b is for 'prot', which is in neither the policy nor the store, so that it"
                                + " would hear of nothing; did you mean 'prod'?");
    }

    @Test
    void readsTheReportFromStandardInput() throws IOException {
        byte[] report = Files.readAllBytes(Path.of(report()));

        assertThat(cli.reading(new ByteArrayInputStream(report))
                        .run("notify", "send", "--config", config, "-")
                        .code())
                .isEqualTo(ExitCodes.OK);
        assertThat(server.taken()).hasSize(2);
    }

    @Test
    void tellsInPlaceOfAnOldReportThatNoneCame() throws IOException {
        String file = report();
        Files.writeString(Path.of(config), Files.readString(Path.of(config)) + "nightly: {at: \"02:00\"}\n");
        cli.at(Clock.fixed(Cli.NOW.plus(Duration.ofDays(3)), ZoneOffset.UTC));

        Cli.Result result = cli.run("notify", "send", "--config", config, file);

        assertThat(result.code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(result.err()).contains("older than the last report that was due");
        assertThat(server.taken()).hasSize(2);
        assertThat(told("/ok", 0)).contains("\"kind\":\"deadman\"", "no nightly report since");
    }

    /** As cron sends it: right when the next one is due. */
    @Test
    void tellsOfAnOldReportWhileTheNextMayStillCome() throws IOException {
        String file = report();
        Files.writeString(Path.of(config), Files.readString(Path.of(config)) + "nightly: {at: \"02:00\"}\n");
        Instant due = Cli.NOW.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(2));
        if (due.isAfter(Cli.NOW)) {
            due = due.minus(Duration.ofDays(1));
        }
        cli.at(Clock.fixed(due.plus(Duration.ofDays(3)).plusSeconds(30), ZoneOffset.UTC));

        assertThat(cli.run("notify", "send", "--config", config, file).code()).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(told("/ok", 0)).contains("\"kind\":\"deadman\"");

        // That of the night before is not too old yet.
        cli.at(Clock.fixed(due.plus(Duration.ofDays(1)).plusSeconds(30), ZoneOffset.UTC));
        assertThat(cli.run("notify", "send", "--config", config, file).code()).isEqualTo(ExitCodes.OK);
    }

    @Test
    void saysWhichChannelsTheCollectorDoesNotReachSinceWhenAndWhy() throws Exception {
        Cli.Result before = cli.run("notify", "status", "--config", config);
        assertThat(before.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(before.err()).contains("no collector ran by this configuration");
        Instant begin = Instant.parse("2026-11-20T05:00:00Z");
        Clock clock = Clock.fixed(begin, ZoneOffset.UTC);
        try (CollectorStore store = SqlStores.sqliteCollector(cli.path("leeway.db"), clock)) {
            Ways ways = new RegistryWays(store.registry());
            Way once = ways.of("gone").failed(begin, "it answered 503");
            ways.is("gone", once);
            ways.is("gone", ways.of("gone").failed(begin.plusSeconds(90), "it refused the message with 404"));
        }

        Cli.Result result = cli.run("notify", "status", "--config", config);

        assertThat(result.out()).isEqualTo("""
                tickets: reached, as far as anybody tried
                chat: reached, as far as anybody tried
                gone: not reached since 2026-11-20 05:00 UTC, 2 messages: it refused the message with 404; tried again from 2026-11-20 05:03 UTC
                """);
        assertThat(result.code()).isEqualTo(ExitCodes.DRIFT);
        assertThat(server.taken()).isEmpty();
        assertThat(cli.run("notify", "status", "--config", config, "--channel", "chat")
                        .code())
                .isEqualTo(ExitCodes.OK);
    }

    @Test
    void sendsNothingWhereTheConfigurationIsWrongAndSaysAllThatIs() throws IOException {
        Files.writeString(Path.of(config), Files.readString(Path.of(config)) + "silence: soon\nlisten: here\n");

        Cli.Result result = cli.run("notify", "test", "--config", config);

        assertThat(result.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(2).allMatch(line -> line.startsWith("leeway: " + config + ":"));
        assertThat(server.taken()).isEmpty();
    }

    /** A report that is incomplete never looks like a quiet night. */
    @Test
    void isNotSilentAboutWhatWasNotSeen() throws IOException {
        cli.refused("fleet/prod-2.json", "web-09", "prod");
        String file = report();

        cli.run("notify", "send", "--config", config, file);

        for (HookServer.Taken taken : server.taken()) {
            assertThat(taken.body()).contains("incomplete").contains("env");
        }
        assertThat(server.taken()).hasSize(2);
    }
}
