package dev.leeway.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.FleetFiles;
import dev.leeway.collector.testing.GeneratedFleet.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole fleet through the whole command in a small heap; the full size is for {@code samples/bench/run.sh RUNS fleet}. */
class FleetScaleTest {
    /** Of each of three environments; the slow suites take more. */
    private static final int HOSTS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 30_000;
        case "slow" -> 6_000;
        default -> 600;
    };

    /** Mebibytes: what any comparison takes, and 5 KiB for each host, which is less than half of a map of its sections. */
    private static final int HEAP = 24 + HOSTS * 3 / 200;

    @TempDir
    private Path folder;

    @Test
    void reportsOnAFleetWithinAHeapThatItsFactsWouldNotFitInto() throws IOException, InterruptedException {
        FleetFiles.write(
                new Shape(List.of("dev", "staging", "prod"), List.of(HOSTS, HOSTS, HOSTS), 400, 12, 10, 3),
                folder,
                "json.gz");
        Path out = folder.resolve("report.txt");
        Path err = folder.resolve("errors.txt");
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx" + HEAP + "m",
                "-Dfile.encoding=UTF-8",
                "-cp",
                path,
                Main.class.getName(),
                "report",
                folder.toString(),
                "--as-of",
                "2026-11-20T12:00:00Z");
        command.environment().remove("HOME");
        command.environment().remove("XDG_STATE_HOME");
        Process process =
                command.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        boolean ended = process.waitFor(HOSTS / 60 + 60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(Files.readString(err, StandardCharsets.UTF_8)).isEmpty();
        assertThat(ended).isTrue();
        String text = Files.readString(out, StandardCharsets.UTF_8).replaceAll("\\s+", " ");
        String hosts = String.format(Locale.ROOT, "%,d hosts", HOSTS);
        assertThat(text).startsWith("dev (" + hosts).contains("prod (" + hosts);
        assertThat(process.exitValue()).isIn(ExitCodes.DRIFT, ExitCodes.forLauncher(ExitCodes.DRIFT));
    }
}
