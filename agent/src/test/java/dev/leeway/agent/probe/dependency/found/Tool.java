package dev.leeway.agent.probe.dependency.found;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the machine the tests run on, whose answer is compared with ours; bounded in time. */
public final class Tool {
    private Tool() {}

    /** Skips the test, saying so, unless {@code program} is on the path. */
    public static void needs(String program) {
        boolean found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        assumeTrue(found, "no " + program + " on this machine");
    }

    /** Skips the test, saying so, unless the long run was asked for. */
    public static void needsALongRun() {
        boolean longRun = List.of("slow", "full").contains(System.getProperty("leeway.scale", "short"));
        assumeTrue(longRun, "only in the long run (-Pslow)");
    }

    /** What a program prints, whatever it exits with; the test is skipped when it is not done in {@code seconds}. */
    public static String output(Path directory, int seconds, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            assumeTrue(false, command.get(0) + " was not done in " + seconds + " s");
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
