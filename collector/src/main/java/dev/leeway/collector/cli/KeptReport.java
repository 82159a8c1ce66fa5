package dev.leeway.collector.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.report.AskAgain;
import dev.leeway.collector.report.ReportFormat;
import dev.leeway.collector.store.ReportFiles;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The report of one comparison, with the command that made it beside it.
 *
 * @param file it is kept in
 */
record KeptReport(Path file) {
    static final String REPORT = ".json";
    private static final String COMMAND = ".command";

    /** Before the words of a command stand what was reported, and where it was typed. */
    private static final int HEAD = 2;

    KeptReport {
        requireNonNull(file, "file is null");
    }

    static Path commandOf(Path report) {
        String name = report.getFileName().toString();
        return report.resolveSibling(
                name.endsWith(REPORT) ? name.substring(0, name.length() - REPORT.length()) + COMMAND : name + COMMAND);
    }

    /** What is kept of the words that make a report again, one to a line. */
    static String command(String mark, List<String> words) {
        return mark + "\n" + here() + "\n" + String.join("\n", words) + "\n";
    }

    Report read() throws FormatException {
        return ReportFiles.read(file);
    }

    /** How {@code report}, read from here, can be asked about again, as far as it is known what it was made of. */
    AskAgain again(Report report) {
        List<String> lines;
        try {
            lines = Files.readAllLines(commandOf(file));
        } catch (IOException e) {
            // Without it less is told, and nothing is wrong.
            return AskAgain.NOT;
        }
        String mark = KeptReports.mark(ReportFormat.json(report));
        if (lines.size() <= HEAD || !lines.get(0).equals(mark)) {
            return AskAgain.NOT;
        }
        Optional<String> elsewhere = Optional.of(lines.get(1)).filter(directory -> !directory.equals(here()));
        List<String> command = lines.subList(HEAD, lines.size());
        return command.contains("") ? AskAgain.NOT : new AskAgain(command, elsewhere, List.of());
    }

    private static String here() {
        return Path.of("").toAbsolutePath().toString();
    }
}
