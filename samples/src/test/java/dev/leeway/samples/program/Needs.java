package dev.leeway.samples.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a test needs of its machine: without it the test is skipped with the reason, or fails where all is required. */
public final class Needs {
    private Needs() {}

    /** Whether tests must not be skipped. */
    public static boolean everything() {
        return "all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"));
    }

    /** Whether this is the superuser. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Needs the superuser, for {@code reason}. */
    public static void root(String reason) {
        met(isRoot(), "needs root for " + reason);
    }

    /** Needs a command on the path. */
    public static void command(String name) {
        met(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name))),
                "needs the command " + name);
    }

    /** Needs {@code condition}, which {@code reason} puts in words. */
    public static void met(boolean condition, String reason) {
        if (everything()) {
            assertThat(condition).as(reason).isTrue();
        }
        assumeTrue(condition, reason);
    }
}
