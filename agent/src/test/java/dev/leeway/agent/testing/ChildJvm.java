package dev.leeway.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class of the tests or the program in a virtual machine of its own, for what would harm this one. */
public final class ChildJvm {
    private static final long SECONDS = 180;

    private ChildJvm() {}

    /**
     * Runs it to its end.
     *
     * @param directory for what it prints
     * @param options of the virtual machine
     */
    public static Result run(Path directory, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "child", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("ends within %s s", SECONDS)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    /**
     * What became of it.
     *
     * @param output both streams
     */
    public record Result(int code, String output) {}
}
