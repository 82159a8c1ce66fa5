package dev.leeway.collector.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs representative commands for nobody to see, so that the launcher can archive the classes they load. */
@Command(name = "rehearse", hidden = true, description = "Runs representative commands and prints nothing.")
final class Rehearsal implements Callable<Integer> {
    /** What is rehearsed; add a command line here when a new command has classes of its own. */
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--help"),
            List.of("--version"),
            List.of("help", "diff"),
            List.of("diff", "--help"),
            List.of(
                    "diff",
                    "DEV",
                    "PROD",
                    "--policy",
                    "POLICY",
                    "--fail-on",
                    "low",
                    "--only",
                    "**",
                    "-o",
                    "REPORT",
                    "-o",
                    "-"),
            List.of("diff", "DEV", "PROD", "--format", "html"),
            List.of("diff", "DEV", "DEV"),
            List.of("explain", "0", "REPORT"),
            List.of("report", "FOLDER", "--previous", "REPORT"),
            List.of("policy", "check", "POLICY", "--snapshots", "FOLDER"),
            List.of("policy", "explain", "env[shop-web]/LOG_LEVEL", "POLICY"),
            List.of("mirror", "verify", "FOLDER"),
            List.of("notify", "test", "--config", "POLICY"),
            List.of("sbom", "PROD", "--packages"),
            List.of("store", "add", "DEV", "PROD", "--store", "STORE"),
            List.of("diff", "dev", "prod", "--store", "STORE"),
            List.of("token", "create", "--environment", "dev", "--store", "STORE"),
            List.of("audit", "verify", "--store", "STORE"));

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("leeway-rehearsal");
        try {
            RehearsalInputs.write(folder.resolve("DEV.json"), "dev", 0);
            RehearsalInputs.write(folder.resolve("PROD.json"), "prod", 1);
            Files.writeString(folder.resolve("POLICY.yaml"), "environments: [dev, prod]\n");
            return play(folder);
        } finally {
            clear(folder);
        }
    }

    /** In surroundings without a home, so that the last report of the user is not replaced by one of a rehearsal. */
    private static int play(Path folder) {
        Surroundings nowhere = new Surroundings(
                Map.of(), InputStream.nullInputStream(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), false);
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        for (List<String> command : COMMANDS) {
            CommandLine line = Main.configured(Main.line(new Commands(nowhere)), nobody, nobody);
            if (line.execute(inside(folder, command)) == ExitCodes.INTERNAL) {
                return ExitCodes.INTERNAL;
            }
        }
        return ExitCodes.OK;
    }

    private static String[] inside(Path folder, List<String> command) {
        return command.stream()
                .map(word -> switch (word) {
                    case "FOLDER" -> folder.toString();
                    case "DEV", "PROD", "REPORT" ->
                        folder.resolve(word + ".json").toString();
                    case "STORE" -> folder.resolve("STORE.db").toString();
                    case "POLICY" -> folder.resolve("POLICY.yaml").toString();
                    default -> word;
                })
                .toArray(String[]::new);
    }

    private static void clear(Path folder) throws IOException {
        for (String name : List.of(
                "DEV.json", "PROD.json", "POLICY.yaml", "REPORT.json", "STORE.db", "STORE.db-wal", "STORE.db-shm")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}
