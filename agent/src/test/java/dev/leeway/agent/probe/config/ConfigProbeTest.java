package dev.leeway.agent.probe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.ConfigPlaces;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigProbeTest extends ProbeContract {
    private static final String YAML = """
            server:
              port: 8080
            spring:
              datasource:
                url: jdbc:postgresql://db-1/shop
                password: hunter2
            payment:
              timeout: ${PAYMENT_TIMEOUT}
            ---
            spring.config.activate.on-profile: prod
            server:
              port: 80
            """;

    @Override
    protected Probe probe() {
        return new ConfigProbe();
    }

    @Override
    protected FixtureHost richHost(Path directory) {
        FixtureHost host = started(directory);
        host.file("/srv/shop/application.yml", YAML)
                .file("/srv/shop/.env", "FEATURE=on\nTOKEN=hunter2\n")
                .file("/srv/shop/config/broken.json", "{\n  \"a\": hunter2\n}\n")
                .file("/srv/shop/nginx.conf", "user www;\n")
                .file("/etc/passwd", "root:x:0:0::/root:/bin/sh\n");
        web(host, 700).add();
        return FixtureServices.foundOn(host);
    }

    static FixtureHost started(Path directory) {
        FixtureHost host = FixtureHost.in(directory);
        host.procFile("/uptime", "3600.00 7000.00\n");
        host.procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        return host;
    }

    static FixtureProcess web(FixtureHost host, int pid, String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "/opt/shop";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return FixtureProcess.of(host, pid)
                .runs("/opt/shop", line)
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop");
    }

    private RecordedSection seen(FixtureHost host) throws Exception {
        return RecordingRecorder.of(probe(), host).about("shop-web");
    }

    @Test
    void tellsSettingsWithTypeAndLine(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(richHost(directory));
        assertThat(web.observed("file[application.yml]/setting[server.port]"))
                .containsExactly(
                        new Observed.Guarded("variable", "server.port", "8080", Optional.of(Value.Numeric.of(8080))));
        assertThat(web.evidence("file[application.yml]/setting[server.port]")).contains("/srv/shop/application.yml:2");
        assertThat(web.observed("file[application.yml#prod]/setting[server.port]"))
                .containsExactly(
                        new Observed.Guarded("variable", "server.port", "80", Optional.of(Value.Numeric.of(80))));
        assertThat(web.shown("file[application.yml]/setting[payment.timeout]")).contains("${PAYMENT_TIMEOUT}");
        assertThat(web.shown("file[application.yml]/format")).contains("yaml");
        assertThat(web.observed("file[.env]/setting[TOKEN]"))
                .containsExactly(new Observed.Guarded("variable", "TOKEN", "hunter2"));
        assertThat(web.paths()).contains("file[nginx.conf]/whole", "file[application.yml]/content");
        assertThat(web.paths()).doesNotContain("file[application.yml]/whole");
    }

    @Test
    void saysWhereAFileIsMalformedAndGoesOn(@TempDir Path directory) throws Exception {
        RecordedSection web = seen(richHost(directory));
        assertThat(web.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(web.uncovered()).containsExactly("file[config%2Fbroken.json]/setting[*]/** format");
        assertThat(web.shown("file[config%2Fbroken.json]/malformed")).contains("expected JSON of at most 64 levels");
        assertThat(web.evidence("file[config%2Fbroken.json]/malformed")).contains("/srv/shop/config/broken.json:2");
    }

    @Test
    void readsNoFileForAServiceThatMayNotReadItItself(@TempDir Path directory) throws Exception {
        FixtureHost host = richHost(directory);
        host.file("/root/app.properties", "vault=hidden-word\n")
                .link("/srv/shop/application.properties", "/root/app.properties");
        host.file("/etc/vault.env", "vault=hidden-word\n").link("/srv/shop/config/application.yaml", "/etc/vault.env");
        Path files = host.location();
        Files.setPosixFilePermissions(files.resolve("root/root"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(
                files.resolve("root/etc/vault.env"), PosixFilePermissions.fromString("rw-r-----"));
        RecordedSection web = seen(host);
        assertThat(web.toString()).doesNotContain("hidden-word");
        assertThat(web.uncovered())
                .contains(
                        "file[application.properties]/** permission", "file[config%2Fapplication.yaml]/** permission");
        assertThat(web.paths()).contains("file[application.yml]/setting[server.port]");
    }

    @Test
    void followsArgumentsVariablesAndUnits(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file("/etc/shop-1.4.2/spring/application-live.yml", "a: 1\n")
                .file("/etc/shop-1.4.2/log.xml", "<a><b>1</b></a>")
                .file("/home/alice/shop.toml", "a = 1\n")
                .file("/etc/shop/own.ini", "[a]\nb=1\n")
                .file("/etc/shop/web.env", "A=1\n")
                .file("/etc/shop/secret.json", "{\"a\": 1}")
                .file(
                        "/etc/systemd/system/shop-web.service",
                        "[Service]\nEnvironmentFile=-/etc/shop/*.env\nEnvironment=B=2\n")
                .file("/etc/systemd/system/shop-web.service.d/10-x.conf", "[Service]\nRestart=always\n");
        web(
                        host,
                        700,
                        "--spring.config.additional-location=optional:file:/etc/shop-1.4.2/spring/",
                        "-Dlogback.configurationFile=/etc/shop-1.4.2/log.xml",
                        "--config",
                        "/home/alice/shop.toml")
                .with("SHOP_CONF", "/etc/shop/own.ini")
                .with("API_CREDENTIALS", "/etc/shop/secret.json")
                .add();
        RecordedSection web = seen(FixtureServices.foundOn(host));
        assertThat(web.paths().stream().filter(path -> path.contains("/setting[")))
                .containsExactlyInAnyOrder(
                        "file[%2Fetc%2Fshop-%7Bversion%7D%2Fspring%2Fapplication-live.yml]/setting[a]",
                        "file[%2Fetc%2Fshop-%7Bversion%7D%2Flog.xml]/setting[a.b]",
                        "file[~%2Fshop.toml]/setting[a]",
                        "file[%2Fetc%2Fshop%2Fown.ini]/setting[a.b]",
                        "file[%2Fetc%2Fshop%2Fweb.env]/setting[A]",
                        "file[shop-web.service]/setting[Service.Environment.B]",
                        "file[shop-web.service]/setting[Service.EnvironmentFile.0]",
                        "file[shop-web.service.d%2F10-x.conf]/setting[Service.Restart]");
        assertThat(web.outcome()).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void readsWhatTheConfigurationNamesEvenOfAMountedTree(@TempDir Path directory) throws Exception {
        FixtureHost host = FixtureHost.in(directory)
                .file("/srv/app/conf/a.yml", "a: 1\n")
                .file("/srv/app/conf/deep/b.yml", "b: 1\n")
                .file("/srv/app/conf/skip/c.yml", "c: 1\n")
                .configPlaces(new ConfigPlaces(
                        new TreeMap<>(Map.of("billing", List.of("/srv/app/conf/**"))), List.of("skip")))
                .mountedTree();
        RecordingRecorder seen = RecordingRecorder.of(probe(), host);
        assertThat(seen.about("billing").paths().stream().filter(path -> path.contains("/setting[")))
                .containsExactlyInAnyOrder(
                        "file[%2Fsrv%2Fapp%2Fconf%2Fa.yml]/setting[a]",
                        "file[%2Fsrv%2Fapp%2Fconf%2Fdeep%2Fb.yml]/setting[b]");
    }

    @Test
    void doesNotTakeWhatItMayNotReadForMissing(@TempDir Path directory) throws Exception {
        FixtureHost host = richHost(directory).deny("/srv/shop/application.yml");
        assertThat(seen(host).uncovered()).contains("file[application.yml]/** permission");
        FixtureHost closed = started(directory.resolve("closed"));
        web(closed, 700).closed().listens(8080).add();
        RecordingRecorder all = RecordingRecorder.of(probe(), FixtureServices.foundOn(closed));
        assertThat(all.toString()).contains("permission");
    }

    @Test
    void readsTextInWhateverWayEditorsSaveIt(@TempDir Path directory) throws Exception {
        FixtureHost host = started(directory);
        host.file("/srv/shop/application.yml", ("\ufeff" + "a: 1\r\nb: 2").getBytes(StandardCharsets.UTF_16LE))
                .file("/srv/shop/application.properties", "a=\u00e4\n".getBytes(StandardCharsets.ISO_8859_1))
                .file("/srv/shop/settings.json", "\ufeff{\"a\": 1}".getBytes(StandardCharsets.UTF_8))
                .file("/srv/shop/config.toml", new byte[] {'a', 0, 1})
                .file("/srv/shop/config.yml", "x".repeat((1 << 20) + 1));
        web(host, 700).add();
        RecordedSection web = seen(FixtureServices.foundOn(host));
        assertThat(web.paths())
                .contains(
                        "file[application.yml]/setting[b]",
                        "file[application.properties]/setting[a]",
                        "file[settings.json]/setting[a]",
                        "file[config.toml]/malformed");
        assertThat(web.observed("file[application.properties]/setting[a]"))
                .containsExactly(new Observed.Guarded("variable", "a", "\u00e4"));
        assertThat(web.uncovered()).contains("file[config.yml]/** limit", "file[config.toml]/setting[*]/** format");
    }
}
