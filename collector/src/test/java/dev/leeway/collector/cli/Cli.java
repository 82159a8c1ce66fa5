package dev.leeway.collector.cli;

import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Runs {@code leeway} as a user would, in a home and at a time of its own. */
final class Cli {
    static final Instant NOW = SampleSnapshots.TAKEN.plus(Duration.ofHours(6));

    /** Every variable must be the same, or it is grave. */
    private static final String POLICY = """
            environments: [dev, {name: staging, aliases: [stg]}, {name: prod, aliases: [prd]}]
            rules:
              - {match: "env[*]/**", expect: same, severity: high}
            """;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private InputStream standardInput = new ByteArrayInputStream(new byte[0]);
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private boolean terminal;

    /** What a run came to. */
    record Result(int code, String out, String err) {
        /** Standard output as if no line had been broken. */
        String unbroken() {
            return out.replaceAll("\\s+", " ");
        }
    }

    Cli(Path folder) {
        this.folder = folder;
        environment.put("HOME", folder.resolve("home").toString());
    }

    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Cli without(String variable) {
        environment.remove(variable);
        return this;
    }

    Cli reading(InputStream input) {
        standardInput = input;
        return this;
    }

    Cli at(Clock time) {
        clock = time;
        return this;
    }

    Cli atTerminal() {
        terminal = true;
        return this;
    }

    Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(environment, standardInput, clock, terminal);
        CommandLine command = Main.line(new Commands(surroundings));
        int code = Main.configured(command, new PrintWriter(out), new PrintWriter(err))
                .execute(args);
        return new Result(code, out.toString(), err.toString());
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** The policy the tests judge by. */
    String policy() throws IOException {
        return Files.writeString(path("leeway.yaml"), POLICY).toString();
    }

    /** A snapshot file of one host with {@code LOG_LEVEL} and {@code PORT}. */
    String snapshot(String file, String host, String environment, String level) throws IOException {
        return snapshot(file, host, environment, 1, level);
    }

    String snapshot(String file, String host, String environment, long sequence, String level) throws IOException {
        Snapshot snapshot = SampleSnapshots.of(host, environment, sequence, Map.of("LOG_LEVEL", level, "PORT", "8080"));
        return SampleSnapshots.write(path(file), snapshot).toString();
    }

    /** A snapshot whose variables the host would not show. */
    String refused(String file, String host, String environment) throws IOException {
        Snapshot snapshot = SampleSnapshots.of(host, environment, 1, SampleSnapshots.TAKEN, Outcome.REFUSED, Map.of());
        return SampleSnapshots.write(path(file), snapshot).toString();
    }

    /** What is kept for {@code explain} under names that end so, the oldest first. */
    List<Path> kept(String ending) throws IOException {
        Path folder = path("home/.local/state/leeway/reports");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .thenComparing(Path::toString))
                    .toList();
        }
    }
}
