package dev.leeway.agent.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.FakeCollector;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Commands of an agent that delivers, and a collector for it. */
abstract class DeliveryScene extends CommandScene {
    FakeCollector collector;
    Path state;

    @BeforeEach
    void startsACollector() throws IOException {
        collector = FakeCollector.start();
        state = directory.resolve("state/leeway");
    }

    @AfterEach
    void stopsIt() {
        collector.close();
    }

    int join(String... options) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), collector.token() + "\n");
        return host("join", with(options, collector.address().toString(), "--token-file", file.toString()));
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Arrays.stream(more), Arrays.stream(options)).toArray(String[]::new);
    }

    void joined() throws IOException {
        assertThat(join("--environment", "prod", "--role", "web"))
                .as(err.toString())
                .isZero();
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    int push(String... options) {
        boolean said = Arrays.asList(options).contains("--patience");
        return host("push", said ? options : with(options, "--patience", "1s"));
    }

    int host(String command, String... options) {
        List<String> args = new ArrayList<>(List.of(command, "--host-root", root.toString()));
        args.addAll(List.of(
                "--proc",
                root.resolve("proc").toString(),
                "--sys",
                root.resolve("sys").toString()));
        args.addAll(Arrays.asList(options));
        return run(args.toArray(String[]::new));
    }

    /** What the collector has of that count. */
    Snapshot stored(long sequence) {
        return requireNonNull(collector.snapshots().get(sequence), "it has none of count " + sequence);
    }

    void changes(String name) throws IOException {
        Files.writeString(root.resolve("etc/os-name"), name);
    }

    List<Path> stateFiles() throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
