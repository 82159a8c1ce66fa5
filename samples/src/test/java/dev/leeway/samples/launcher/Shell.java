package dev.leeway.samples.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Starts commands in an environment of their own: a fresh home, this Java on {@code JAVA_HOME}, nothing else of the caller's. */
final class Shell {
    private final Path directory;
    private final Map<String, String> environment = new TreeMap<>();

    Shell(Path directory) throws IOException {
        this.directory = directory;
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", Files.createDirectories(home()).toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** What a command left behind. */
    record Result(int code, String out, String err) {}

    /** A command under way, its output on its way to files. */
    record Running(Process process, Path out, Path err) {
        Result await() throws IOException, InterruptedException {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IllegalStateException("still running after 60 s: " + process.info());
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }

        void awaitOutput(String text) throws IOException, InterruptedException {
            for (int tries = 0; tries < 600 && process.isAlive(); tries++) {
                if (Files.readString(out).contains(text)) {
                    return;
                }
                Thread.sleep(50);
            }
            throw new IllegalStateException("never said '" + text + "': " + Files.readString(err));
        }

        /** The one process that the launcher started for the command itself. */
        ProcessHandle java() {
            return process.children()
                    .filter(child -> child.info().command().orElse("").endsWith("/java"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    Path home() {
        return directory.resolve("home");
    }

    Path cache() {
        return home().resolve(".cache/leeway");
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell without(String variable) {
        environment.remove(variable);
        return this;
    }

    Result run(Path command, String... arguments) throws IOException, InterruptedException {
        return start(directory, command, arguments).await();
    }

    Result runIn(Path workingDirectory, Path command, String... arguments) throws IOException, InterruptedException {
        return start(workingDirectory, command, arguments).await();
    }

    Result script(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-c", script, "sh"));
        command.addAll(List.of(arguments));
        return run(Path.of("/bin/sh"), command.toArray(String[]::new));
    }

    Running start(Path workingDirectory, Path command, String... arguments) throws IOException {
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(workingDirectory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** Writes a text in UTF-8 and answers its file. */
    Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }
}
