package dev.leeway.schema.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileSnapshotTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @ParameterizedTest
    @MethodSource
    void isRefusedInTimeAndNamesThePlace(Hostile.Document document) throws Exception {
        long from = cpuTime();
        String message = message(document);
        Duration took = Duration.ofNanos(cpuTime() - from);

        assertThat(message)
                .startsWith("evil.json")
                .contains(document.problem())
                .contains("; ")
                .doesNotContain(Hostile.SECRET + "\"")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e")
                .hasSizeLessThan(300);
        assertThat(message.indexOf(Hostile.SECRET))
                .as("only ever as part of a key")
                .isEqualTo(keyAt(message));
        assertThat(took).isLessThan(LIMIT.multipliedBy(2));
    }

    /** Where the secret may stand: inside the pointer of a document that has it for a key. */
    private static int keyAt(String message) {
        int pointer = message.indexOf("(/" + Hostile.SECRET);
        return pointer < 0 ? -1 : pointer + 2;
    }

    static Stream<Hostile.Document> isRefusedInTimeAndNamesThePlace() {
        return Hostile.documents().stream();
    }

    /** Of this thread: what other builds do on the machine is not the reader's doing. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String message(Hostile.Document document) throws Exception {
        try (InputStream in = document.source().open()) {
            SnapshotJson.read(in, "evil.json");
            return "was read";
        } catch (FormatException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void isRefusedWithinASecondAndSixtyFourMebibytes(@TempDir Path folder) throws Exception {
        Path findings = folder.resolve("findings");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

        Process small = new ProcessBuilder(
                        java.toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        HostileSnapshotTest.class.getName(),
                        findings.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "output"))
                .start();

        assertThat(small.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("output"))).isEmpty();
        assertThat(small.exitValue()).isZero();
        assertThat(Files.readAllLines(findings))
                .as("documents read, or refused too late")
                .isEmpty();
    }

    /** Run in a small virtual machine: writes down every document that is not refused within the limit. */
    public static void main(String[] arguments) throws Exception {
        List<String> findings = new ArrayList<>();
        for (Hostile.Document document : Hostile.documents()) {
            InputStream in = document.source().open();
            long from = cpuTime();
            try {
                SnapshotJson.read(in, "evil.json");
                findings.add(document.name() + ": was read");
            } catch (FormatException e) {
                Duration took = Duration.ofNanos(cpuTime() - from);
                if (took.compareTo(LIMIT) > 0) {
                    findings.add(document.name() + ": took " + took);
                }
            }
        }
        Files.write(Path.of(arguments[0]), findings);
    }
}
