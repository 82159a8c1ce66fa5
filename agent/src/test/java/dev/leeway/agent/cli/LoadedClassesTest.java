package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heavy or native is loaded on its trigger alone; here a whole program runs without one. */
class LoadedClassesTest {
    private static final List<String> ON_TRIGGER = List.of(
            "org.sqlite.",
            "org.postgresql.",
            "org.mariadb.",
            "org.h2.",
            "com.github.dockerjava.",
            "org.apache.hc.",
            "org.eclipse.jgit.",
            "org.apache.commons.compress.",
            "com.github.luben.",
            "com.typesafe.config.",
            "io.airlift.",
            "dev.leeway.agent.host.image.",
            "dev.leeway.agent.deliver.http.",
            "dev.leeway.agent.deliver.Spool",
            "java.net.http.",
            "jdk.internal.net.http.",
            "java.security.Signature",
            "java.net.SocketImpl",
            "sun.nio.ch.SocketChannelImpl");

    /** Our own readers of what only some hosts hold. */
    private static final List<String> ON_FINDING = List.of(
            "dev.leeway.agent.format.golang.",
            "dev.leeway.agent.format.hocon.",
            "dev.leeway.agent.format.settings.",
            "dev.leeway.agent.format.plist.",
            "dev.leeway.agent.format.toml.",
            "dev.leeway.agent.format.xml.",
            "dev.leeway.agent.probe.dependency.dotnet.");

    @TempDir
    Path directory;

    @Test
    void takesASnapshotWithoutDriversEnginesOrArchives() throws Exception {
        Path root = Files.createDirectories(directory.resolve("host/etc")).getParent();
        for (String tree : List.of("proc", "sys")) {
            Files.createDirectories(directory.resolve(tree));
        }
        List<String> loaded = loaded(
                "snapshot",
                "--host-root",
                String.valueOf(root),
                "--proc",
                directory.resolve("proc").toString(),
                "--sys",
                directory.resolve("sys").toString(),
                "-o",
                directory.resolve("mine.json").toString());
        assertThat(directory.resolve("mine.json")).exists();
        assertThat(loaded).contains("dev.leeway.agent.snapshot.SnapshotTaker");
        assertThat(loaded.stream().filter(LoadedClassesTest::isHeavy)).isEmpty();
        assertThat(loaded)
                .contains("dev.leeway.agent.probe.dependency.DependencyProbe")
                .filteredOn(name -> ON_FINDING.stream().anyMatch(name::startsWith))
                .isEmpty();
    }

    @Test
    void loadsADriverForADatabaseThatIsLookedAtAndForNoOther() throws Exception {
        Path config = Files.writeString(
                directory.resolve("agent.yaml"),
                "databases: [{name: shop, url: 'jdbc:postgresql://localhost:1/shop', user: nobody, time: 5s}]");
        List<String> looked = loaded(3, "snapshot", "--config", config.toString(), "--only", "database", "-o", "-");
        assertThat(looked).contains("org.postgresql.Driver");
        assertThat(looked).noneMatch(name -> name.startsWith("org.sqlite."));
        List<String> skipped = loaded(0, "snapshot", "--config", config.toString(), "--only", "jdk", "-o", "-");
        assertThat(skipped).contains("dev.leeway.agent.host.jdbc.DatabaseLogin");
        assertThat(skipped)
                .noneMatch(name -> name.startsWith("org.postgresql.")
                        || name.equals("dev.leeway.agent.host.jdbc.ConfiguredDatabases"));
    }

    @Test
    void loadsTheClientOfContainerEnginesForAnAddressAndForNothingElse() throws Exception {
        Path root = Files.createDirectories(directory.resolve("empty"));
        List<String> asked = loaded(
                3,
                Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"),
                "snapshot",
                "--host-root",
                root.toString(),
                "--only",
                "container",
                "-o",
                "-");
        assertThat(asked).contains("com.github.dockerjava.httpclient5.ApacheDockerHttpClient");
        // Containers that run on this machine would have the engine asked what they are called.
        Path proc = Files.createDirectories(directory.resolve("nothing-runs"));
        List<String> left = loaded(
                0,
                Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"),
                "snapshot",
                "--host-root",
                root.toString(),
                "--proc",
                proc.toString(),
                "--only",
                "env",
                "-o",
                "-");
        assertThat(left)
                .noneMatch(name -> name.startsWith("com.github.dockerjava.") || name.startsWith("org.apache.hc."));
        List<String> absent =
                loaded(0, Map.of(), "snapshot", "--host-root", root.toString(), "--only", "container", "-o", "-");
        assertThat(absent)
                .contains("dev.leeway.agent.host.docker.EngineSearch")
                .noneMatch(name -> name.startsWith("com.github.dockerjava.") || name.startsWith("org.apache.hc."));
    }

    @Test
    void loadsNeitherLibrariesNorTheSelftestToPrintItsHelp() throws Exception {
        List<String> loaded = loaded("--help");
        assertThat(loaded).contains("dev.leeway.agent.cli.Main");
        assertThat(loaded.stream()
                        .filter(name -> isHeavy(name)
                                || name.startsWith("com.fasterxml.")
                                || name.startsWith("org.snakeyaml.")
                                || name.startsWith("dev.leeway.agent.selftest.")))
                .isEmpty();
    }

    private static boolean isHeavy(String name) {
        return ON_TRIGGER.stream().anyMatch(name::startsWith);
    }

    private List<String> loaded(String... args) throws IOException, InterruptedException {
        return loaded(0, args);
    }

    private List<String> loaded(int code, String... args) throws IOException, InterruptedException {
        return loaded(code, Map.of(), args);
    }

    private List<String> loaded(int code, Map<String, String> variables, String... args)
            throws IOException, InterruptedException {
        Path log = directory.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xlog:class+load=info:file=" + log + ":none",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_STATE_HOME", directory.resolve("state").toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        builder.environment().remove("DOCKER_HOST");
        builder.environment().remove("XDG_RUNTIME_DIR");
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(code);
        return Files.readAllLines(log).stream()
                .map(line -> line.substring(0, Math.max(line.indexOf(' '), 0)))
                .toList();
    }
}
