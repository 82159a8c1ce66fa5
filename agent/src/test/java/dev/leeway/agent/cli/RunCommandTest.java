package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.FakeCollector.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunCommandTest extends DeliveryScene {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @Test
    void observesAndDeliversAgainAndAgainAndEndsWhenItIsToldTo() throws Exception {
        joined();
        Path health = directory.resolve("health");
        Path log = directory.resolve("log");
        Process agent = start(log, "--interval", "1s", "--splay", "1ms", "--health-file", health.toString());
        try {
            until(() -> collector.snapshots().size() >= 3);
            until(() -> read(health).contains(" ok: delivered to "));
            collector.always(Fault.STRANGE);
            until(() -> read(health).contains(" failing: answered 404"));
            long began = System.nanoTime();
            agent.destroy();
            assertThat(agent.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(5));
            assertThat(agent.exitValue()).isEqualTo(143);
        } finally {
            agent.destroyForcibly();
        }
        assertThat(health).doesNotExist();
        assertThat(read(log).lines())
                .allMatch(line -> line.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z .+"))
                .anyMatch(line -> line.contains(" runs, every 1 s"))
                .anyMatch(line -> line.contains(" delivered to "))
                .anyMatch(line -> line.contains(" not delivered: answered 404"))
                .last()
                .asString()
                .endsWith(" told to end");
        int before = collector.snapshots().size();
        collector.always(Fault.NONE);
        assertThat(push()).as("what waited survived").isBetween(0, 3);
        assertThat(collector.snapshots().size()).isGreaterThan(before + 1);
    }

    @Test
    void doesNotBeginWhereItHasNotJoined() throws Exception {
        Process agent = start(directory.resolve("log"), "--interval", "1s");
        assertThat(agent.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(ExitCodes.USAGE);
        assertThat(read(directory.resolve("log"))).contains("has not joined a collector");
    }

    private Process start(Path log, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                "--only",
                "os",
                "--patience",
                "1s",
                "--host-root",
                root.toString(),
                "--proc",
                root.resolve("proc").toString(),
                "--sys",
                root.resolve("sys").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(log.toFile());
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException notYet) {
            return "";
        }
    }
}
