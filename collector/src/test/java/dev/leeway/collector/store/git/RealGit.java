package dev.leeway.collector.store.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The {@code git} of the machine, without the configuration of its user. */
public final class RealGit {
    private static final boolean HERE =
            Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, "git")));

    private RealGit() {}

    /** What {@code git} printed; fails where it complained. */
    public static String run(Path folder, String... arguments) throws IOException, InterruptedException {
        assumeTrue(HERE || "all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES")), "git is not on this machine");
        Path out = Files.createTempFile("git", ".txt");
        try {
            int code = exit(folder, out, arguments);
            String said = Files.readString(out, StandardCharsets.UTF_8);
            assertThat(code)
                    .as("git " + String.join(" ", arguments) + " said:\n" + said)
                    .isZero();
            return said;
        } finally {
            Files.delete(out);
        }
    }

    private static int exit(Path folder, Path out, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_PAGER", "cat");
        Process process = builder.start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).isTrue();
        return process.exitValue();
    }

    /** Fails where {@code git fsck} finds anything to say. */
    public static void check(Path mirror) throws IOException, InterruptedException {
        String said = run(mirror, "fsck", "--full", "--strict", "--no-dangling", "--no-progress");
        assertThat(said.lines().filter(line -> !line.startsWith("notice: ")).toList())
                .isEmpty();
    }
}
