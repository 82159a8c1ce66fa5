package dev.leeway.agent.engine;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that come with a server and speak to it, such as those that dump and restore. */
public final class Program {
    private static final long MOST_SECONDS = 120;

    private Program() {}

    /** Skips the test where nothing of that name can be run, or fails it where everything is required. */
    public static void require(String name, String where) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(directory, name))) {
                return;
            }
        }
        String reason = "no " + name + " on this machine; it comes with " + where;
        if ("all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"))) {
            fail(reason);
        }
        abort(reason);
    }

    /**
     * Runs {@code command} from one file to another.
     *
     * @throws IOException with its last words when it fails, or when it takes longer than two minutes
     */
    static void run(List<String> command, Path in, Path out) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("program", "err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(errors.toFile())
                    .start();
            boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                String words = Files.readString(errors, StandardCharsets.UTF_8);
                throw new IOException(command.get(0) + ": " + words.substring(Math.max(0, words.length() - 2_000)));
            }
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    /**
     * What {@code command} writes, given nothing.
     *
     * @throws IOException as {@link #run} does
     */
    public static String answer(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("program", "out");
        try {
            run(command, Path.of("/dev/null"), out);
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            Files.deleteIfExists(out);
        }
    }
}
