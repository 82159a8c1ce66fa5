package dev.leeway.samples.delivery;

import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged {@code leeway-agent} of a host whose only fact is what the test says. */
final class PackagedAgent {
    private final Path folder;
    private final Path config;

    PackagedAgent(Path folder, String name) throws IOException {
        this.folder = Files.createDirectories(folder.resolve(name));
        Path facts = Files.createDirectories(this.folder.resolve("facts"));
        this.config = Files.writeString(
                this.folder.resolve("agent.yaml"), "name: " + name + "\ncustom: {directory: " + facts + "}\n");
    }

    Ran join(String url, String token, String... options) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("token"), token);
        List<String> all = new ArrayList<>(List.of(url, "--token-file", file.toString()));
        all.addAll(List.of(options));
        return run("join", all);
    }

    Ran push(String level, String patience) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("facts/licence.yaml"), "level: " + level + "\n");
        return run("push", List.of("--only", "custom", "--patience=" + patience));
    }

    private Ran run(String command, List<String> options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command, "--config", config.toString()));
        all.addAll(options);
        return Program.agent()
                .run(folder, Map.of("STATE_DIRECTORY", folder.resolve("state").toString()), all.toArray(String[]::new));
    }
}
