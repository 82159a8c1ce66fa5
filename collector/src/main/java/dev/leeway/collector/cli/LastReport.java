package dev.leeway.collector.cli;

import dev.leeway.collector.report.AskAgain;
import dev.leeway.collector.report.RenderOptions;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.store.WholeFile;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The report of the last comparison, kept for its user alone so that {@code leeway explain} can speak about it. */
final class LastReport {
    /** Before the words of a command stand what was reported, and where it was typed. */
    private static final int HEAD = 2;

    private LastReport() {}

    /** Where it is kept, empty where the user has no home. */
    static Optional<Path> file(Surroundings surroundings) {
        try {
            Optional<Path> state =
                    surroundings.variable("XDG_STATE_HOME").map(Path::of).filter(Path::isAbsolute);
            return state.or(() -> surroundings.variable("HOME").map(home -> Path.of(home, ".local", "state")))
                    .map(folder -> folder.resolve("leeway").resolve("last-report.json"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps {@code report}; where that is not possible nobody is bothered before {@code explain} misses it.
     *
     * @param command the words that make it again; none where nothing does
     */
    static void keep(Report report, List<String> command, Surroundings surroundings) {
        Optional<Path> file = file(surroundings);
        if (file.isEmpty()) {
            return;
        }
        try {
            String text = ReportFormat.JSON.render(report, RenderOptions.PLAIN);
            WholeFile.writePrivately(file.get(), text);
            WholeFile.writePrivately(
                    commandFile(file.get()), mark(text) + "\n" + here() + "\n" + String.join("\n", command) + "\n");
        } catch (IOException | UnsupportedOperationException e) {
            // A read-only home or a full disk must not take the answer away that was just worked out.
            return;
        }
    }

    /** How {@code report}, the last one, can be asked about again, as far as it is known what it was made of. */
    static AskAgain again(Report report, Surroundings surroundings) {
        List<String> lines = new ArrayList<>();
        try {
            lines.addAll(Files.readAllLines(commandFile(file(surroundings).orElseThrow())));
        } catch (IOException | NoSuchElementException e) {
            // Without it less is told, and nothing is wrong.
            return AskAgain.NOT;
        }
        if (lines.size() <= HEAD || !lines.get(0).equals(mark(ReportFormat.JSON.render(report, RenderOptions.PLAIN)))) {
            return AskAgain.NOT;
        }
        Optional<String> elsewhere = Optional.of(lines.get(1)).filter(directory -> !directory.equals(here()));
        List<String> command = lines.subList(HEAD, lines.size());
        return command.contains("") ? AskAgain.NOT : new AskAgain(command, elsewhere, List.of());
    }

    private static Path commandFile(Path report) {
        return report.resolveSibling("last-command");
    }

    /** Two comparisons at once leave the report of one and the command of the other. */
    private static String mark(String report) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(report.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String here() {
        return Path.of("").toAbsolutePath().toString();
    }
}
