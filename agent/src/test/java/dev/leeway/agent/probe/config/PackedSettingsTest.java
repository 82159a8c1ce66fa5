package dev.leeway.agent.probe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.JarTool;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedSettingsTest {
    private static final String JAVA = "/usr/lib/jvm/17/bin/java";
    private static final String PORT = "file[classpath:application.yml]/setting[server.port]";
    private static final String YAML = """
            server:
              port: 8080
            spring:
              datasource:
                password: hunter2
            payment:
              timeout: ${PAYMENT_TIMEOUT}
              url: ${PAYMENT_URL:http://localhost}
            """;

    @TempDir
    private Path scratch;

    private FixtureHost host;

    @BeforeEach
    void start() throws Exception {
        host = ConfigProbeTest.started(Files.createDirectory(scratch.resolve("host")));
    }

    private static JarTool boot() {
        return new JarTool()
                .manifest(
                        "Main-Class: org.springframework.boot.loader.launch.JarLauncher",
                        "Start-Class: com.acme.Shop",
                        "Spring-Boot-Classes: BOOT-INF/classes/")
                .with("BOOT-INF/classes/com/acme/Shop.class", "class")
                .with("BOOT-INF/classes/application.yml", YAML);
    }

    private FixtureProcess java(String... arguments) {
        return FixtureProcess.of(host, 700)
                .runs(
                        JAVA,
                        Stream.concat(Stream.of(JAVA), Arrays.stream(arguments)).toArray(String[]::new))
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop");
    }

    private RecordedSection seen(FixtureProcess process) throws Exception {
        process.add();
        return RecordingRecorder.of(new ConfigProbe(), FixtureServices.foundOn(host))
                .about("shop-web");
    }

    @Test
    void tellsSettingsInAnArchiveUnderTheirPlaceOnTheClassPath() throws Exception {
        host.file("/srv/shop/shop-web-1.4.2.jar", boot().bytes(scratch));
        RecordedSection web = seen(java("-jar", "shop-web-1.4.2.jar"));
        assertThat(web.observed(PORT))
                .containsExactly(
                        new Observed.Guarded("variable", "server.port", "8080", Optional.of(Value.Numeric.of(8080))));
        assertThat(web.evidence(PORT)).contains("/srv/shop/shop-web-1.4.2.jar!/BOOT-INF/classes/application.yml:2");
        assertThat(web.shown("file[classpath:application.yml]/format")).contains("yaml");
        assertThat(web.observed("file[classpath:application.yml]/setting[spring.datasource.password]"))
                .containsExactly(new Observed.Guarded("variable", "spring.datasource.password", "hunter2"));
        assertThat(web.paths())
                .doesNotContain("file[classpath:application.yml]/content", "file[classpath:application.yml]/mode");
        assertThat(web.uncovered()).isEmpty();
    }

    @Test
    void callsThemAlikeWhateverTheArchiveIsCalledAndHoweverItIsStarted() throws Exception {
        byte[] jar = new JarTool()
                .with("application.yml", YAML)
                .with("com/acme/Shop.class", "class")
                .bytes(scratch);
        List<List<String>> starts = List.of(
                List.of("-jar", "/opt/app.jar"),
                List.of("-cp", "/opt/lib/*:/opt/app.jar", "com.acme.Shop"),
                List.of("-cp", "/opt/unpacked", "com.acme.Shop"));
        for (List<String> start : starts) {
            host = ConfigProbeTest.started(Files.createTempDirectory(scratch, "host"));
            host.file("/opt/app.jar", jar).file("/opt/unpacked/application.yml", YAML);
            assertThat(seen(java(start.toArray(String[]::new))).paths())
                    .as(start.toString())
                    .contains(PORT);
        }
    }

    @Test
    void asksForWhatPlaceholdersInAnArchiveAskFor() throws Exception {
        host.file(
                "/srv/shop/app.jar",
                boot().with("BOOT-INF/classes/application-prod.properties", "a=${ONLY_PROD}\n")
                        .with("BOOT-INF/classes/application-live.properties", "a=${ONLY_LIVE}\n")
                        .with("BOOT-INF/classes/bootstrap.yml", "b: ${BOOT_URI}\n")
                        .with("BOOT-INF/classes/META-INF/microprofile-config.properties", "c=${META_ONE}\n")
                        .with("BOOT-INF/classes/messages.properties", "d=${NO_SETTING}\n")
                        .with(
                                "BOOT-INF/lib/inner.jar",
                                new JarTool()
                                        .with("application.yml", "x: ${OF_A_LIBRARY}")
                                        .bytes(scratch))
                        .bytes(scratch));
        RecordedSection web =
                seen(java("-jar", "app.jar", "--spring.profiles.active=live").with("BOOT_URI", "http://b"));
        assertThat(web.shown("required[PAYMENT_TIMEOUT]/state")).contains("missing");
        assertThat(web.evidence("required[PAYMENT_TIMEOUT]/state"))
                .contains("/srv/shop/app.jar!/BOOT-INF/classes/application.yml:7");
        assertThat(web.shown("required[PAYMENT_TIMEOUT]/declared")).contains("{classpath:application.yml}");
        assertThat(web.shown("required[PAYMENT_URL]/state")).contains("default");
        assertThat(web.shown("required[ONLY_LIVE]/state")).contains("missing");
        assertThat(web.shown("required[BOOT_URI]/state")).contains("set");
        assertThat(web.shown("required[META_ONE]/state")).contains("missing");
        assertThat(web.paths())
                .noneMatch(path ->
                        path.contains("ONLY_PROD") || path.contains("NO_SETTING") || path.contains("OF_A_LIBRARY"));
    }

    @Test
    void takesWhatAFileOutsideSetsForSet() throws Exception {
        host.file("/srv/shop/app.jar", boot().bytes(scratch))
                .file("/srv/shop/config/application.properties", "payment.timeout=30\n");
        RecordedSection web = seen(java("-jar", "app.jar"));
        assertThat(web.shown("required[PAYMENT_TIMEOUT]/state")).contains("set");
        assertThat(web.paths()).contains(PORT, "file[config%2Fapplication.properties]/setting[payment.timeout]");
    }

    @Test
    void tellsNoFileTwiceThatLiesWhereTheProgramWorks() throws Exception {
        host.file("/srv/shop/application.yml", YAML);
        RecordedSection web = seen(java("com.acme.Shop"));
        assertThat(web.paths())
                .contains("file[application.yml]/setting[server.port]")
                .noneMatch(path -> path.contains("classpath"));
    }

    @Test
    void countsTheFirstOfTwoInOnePlace() throws Exception {
        host.file("/opt/a.jar", new JarTool().with("application.yml", "a: 1\n").bytes(scratch))
                .file(
                        "/opt/b.jar",
                        new JarTool().with("application.yml", "b: 1\n").bytes(scratch));
        assertThat(seen(java("-cp", "/opt/a.jar:/opt/b.jar", "com.acme.Shop")).paths())
                .contains("file[classpath:application.yml]/setting[a]")
                .noneMatch(path -> path.contains("setting[b]"));
    }

    @Test
    void saysWhatItCouldNotSee() throws Exception {
        host.file("/srv/shop/app.jar", "no archive at all");
        RecordedSection damaged = seen(java("-jar", "app.jar"));
        assertThat(damaged.uncovered()).contains("file[classpath:*]/** format", "required[*]/** format");
        startAgain();
        RecordedSection gone = seen(java("-jar", "app.jar"));
        assertThat(gone.uncovered()).anyMatch(line -> line.startsWith("file[classpath:*]/** "));
        startAgain();
        host.file(
                "/srv/shop/app.jar",
                new JarTool()
                        .with("application.yml", "#" + "x".repeat(1 << 20))
                        .with("bootstrap.yml", "a: [\n")
                        .with("config/application.yml", "told: true\n")
                        .bytes(scratch));
        RecordedSection web = seen(java("-jar", "app.jar"));
        assertThat(web.uncovered())
                .anyMatch(line -> line.startsWith("file[classpath:application.yml]/** "))
                .contains("file[classpath:bootstrap.yml]/setting[*]/** format");
        assertThat(web.evidence("file[classpath:bootstrap.yml]/malformed"))
                .contains("/srv/shop/app.jar!/bootstrap.yml:2");
        assertThat(web.paths()).contains("file[classpath:config%2Fapplication.yml]/setting[told]");
    }

    private void startAgain() throws Exception {
        host = ConfigProbeTest.started(Files.createTempDirectory(scratch, "host"));
    }
}
