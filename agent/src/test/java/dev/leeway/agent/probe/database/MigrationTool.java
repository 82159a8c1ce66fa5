package dev.leeway.agent.probe.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Flyway and Liquibase themselves, in a process and on a class path of their own: their archives want other versions of what the
 * product uses.
 */
final class MigrationTool {
    private static final Path ARCHIVES = Path.of("target", "migration-tools");
    private static final Path SOURCES = Path.of("src", "test", "resources", "tools");
    private static final long MOST_SECONDS = 120;

    private final String program;
    private final String classPath;

    private MigrationTool(String program, String classPath) {
        this.program = program;
        this.classPath = classPath;
    }

    /** The tool that {@code program} asks, compiled into {@code directory}; a test without it is skipped, or fails where all is required. */
    static MigrationTool of(String program, Path directory) throws Exception {
        if (!Files.isDirectory(ARCHIVES)) {
            String reason = "nothing in " + ARCHIVES + "; the build with -Dquick leaves it out";
            if ("all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"))) {
                fail(reason);
            }
            abort(reason);
        }
        List<String> archives = new ArrayList<>();
        try (Stream<Path> files = Files.list(ARCHIVES)) {
            files.map(file -> file.toAbsolutePath().toString()).sorted().forEach(archives::add);
        }
        String path = String.join(File.pathSeparator, archives);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        path,
                        "-d",
                        classes.toString(),
                        SOURCES.resolve(program + ".java").toString());
        assertThat(code).as("compiling " + program).isZero();
        return new MigrationTool(program, classes + File.pathSeparator + path);
    }

    /** What the tool says of each migration: lines of a state and a name. */
    Answers ask(String... arguments) throws Exception {
        Path out = Files.createTempFile("answers", ".txt");
        Path err = Files.createTempFile("answers", ".err");
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Duser.language=en",
                    "-Dliquibase.analytics.enabled=false",
                    "-cp",
                    classPath,
                    program));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            assertThat(ended && process.exitValue() == 0)
                    .as(Files.readString(err, StandardCharsets.UTF_8))
                    .isTrue();
            return new Answers(Files.readAllLines(out, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /** Lines of a state and a name. */
    record Answers(List<String> lines) {
        /** The names of those in one of these states, as a fact shows a set. */
        String in(String... states) {
            Set<String> names = new TreeSet<>();
            for (String line : lines) {
                for (String state : states) {
                    if (line.startsWith(state + " ")) {
                        names.add(line.substring(state.length() + 1));
                    }
                }
            }
            return "{" + String.join(", ", names) + "}";
        }
    }
}
