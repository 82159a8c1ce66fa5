package dev.leeway.samples.delivery;

import dev.leeway.agent.cli.AgentCommands;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.schema.fact.FactPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands of an agent over a host that is one file, by whatever clock the test says. */
final class FixtureAgent {
    private final Path root;
    private final Path state;
    private final AgentCommands commands;

    FixtureAgent(Path folder, String name) throws IOException {
        this.root = folder.resolve(name);
        this.state = folder.resolve(name + "-state");
        for (String each : List.of("etc", "proc/sys/kernel", "sys")) {
            Files.createDirectories(root.resolve(each));
        }
        Files.writeString(root.resolve("etc/hostname"), name + "\n");
        this.commands = new AgentCommands(
                Map.of("STATE_DIRECTORY", state.toString(), "XDG_CONFIG_HOME", folder.toString()),
                List.of(new LevelProbe()));
    }

    /** Sees what the test wrote. */
    private static final class LevelProbe implements Probe {
        @Override
        public ProbeSpec spec() {
            return new ProbeSpec("env", 1, false);
        }

        @Override
        public void observe(HostView host, Recorder recorder) throws HostAccessException {
            byte[] level = host.files().read("/etc/level", 100);
            recorder.section("shop-web")
                    .fact(FactPath.of("LOG_LEVEL"), Observed.text(new String(level, StandardCharsets.UTF_8)));
        }
    }

    /** Where it keeps what it remembers. */
    Path state() {
        return state;
    }

    /** Joins with a token of the collector's. */
    AgentCommands.Ended join(Instant now, NearCollector collector, String... options) throws Exception {
        return join(now, collector.url().toString(), collector.token("prod"), options);
    }

    /** Joins with a token. */
    AgentCommands.Ended join(Instant now, String url, String token, String... options) throws IOException {
        Path file = Files.writeString(root.resolveSibling("token"), token);
        List<String> all = new ArrayList<>(
                List.of(url, "--token-file", file.toString(), "--environment", "prod", "--role", "web"));
        all.addAll(List.of(options));
        return run(now, "join", all.toArray(String[]::new));
    }

    /** Pushes from a host in a state. */
    AgentCommands.Ended push(Instant now, String level, String... options) throws IOException {
        Files.writeString(root.resolve("etc/level"), level);
        return run(now, "push", options);
    }

    private AgentCommands.Ended run(Instant now, String command, String... options) {
        List<String> all = new ArrayList<>(List.of(
                command,
                "--host-root",
                root.toString(),
                "--proc",
                root.resolve("proc").toString(),
                "--sys",
                root.resolve("sys").toString()));
        all.addAll(List.of(options));
        return commands.run(now, all.toArray(String[]::new));
    }
}
