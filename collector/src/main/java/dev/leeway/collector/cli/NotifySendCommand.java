package dev.leeway.collector.cli;

import dev.leeway.collector.config.Nightly;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.digest.Notices;
import dev.leeway.collector.notify.InMemoryNotices;
import dev.leeway.collector.notify.Notifier;
import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Report;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code leeway notify send}: tells of a report that was made elsewhere. */
@Command(
        name = "send",
        description = "Tells of a report what each channel is to hear: what is new, what is still open, what is over.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway notify send --config leeway-server.yaml report.json",
            "",
            "The report is one of leeway report --previous, which knows what is new.",
            "",
            "Exit codes: 0 told, 1 a channel was not reached, 2 usage or configuration,",
            "3 the report is older than the last that was due an hour ago or earlier,",
            "4 internal error."
        })
final class NotifySendCommand extends LeewayCommand {
    /** A report takes its time. */
    private static final Duration GRACE = Duration.ofHours(1);

    @Parameters(paramLabel = "REPORT", description = "The report as JSON; - for standard input.")
    private String report = "";

    @Mixin
    private final NotifyFlags flags = new NotifyFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Optional<ServerConfig> config = flags.config(err());
        return config.isEmpty() ? ExitCodes.USAGE : send(config.get(), read(), out(), err());
    }

    private int send(ServerConfig config, Report told, PrintWriter out, PrintWriter err) throws CommandFailure {
        Notifier notifier = new Notifier(
                flags.channels(config), new InMemoryNotices(), surroundings().clock(), Optional.empty());
        Optional<Notice> overdue = config.nightly().flatMap(nightly -> overdue(nightly, told));
        if (overdue.isPresent()) {
            // Told as if it were of this night, an old report would hide that there is none.
            err.println(Main.NAME + ": " + report + ": older than the last report that was due; that is told instead");
            int code = NotifyFlags.told(notifier.overdue(overdue.get()), out);
            return code == ExitCodes.OK ? ExitCodes.INCOMPLETE : code;
        }
        if (told.previous().isEmpty()) {
            String file = report.equals("-") ? "report.json" : report;
            err.println(Main.NAME + ": " + report
                    + ": knows of nothing earlier, so that all of it is told; what is new is known to one made with"
                    + " leeway report ... --previous " + file + " -o " + file
                    + ", or with --since a moment at which the store held something");
        }
        return NotifyFlags.told(notifier.nightlyByAge(new Night(told, config.silence())), out);
    }

    private Optional<Notice> overdue(Nightly nightly, Report told) {
        Instant now = surroundings().clock().instant();
        // While the newest may still come, the one before it was due: a send right after the report is never past its
        // grace.
        return Notices.overdue(told.asOf(), true, nightly.latest(now.minus(GRACE)), GRACE, now);
    }

    private Report read() throws CommandFailure, FormatException {
        if (report.equals("-")) {
            return ReportFiles.read(surroundings().standardInput(), "standard input");
        }
        try {
            return ReportFiles.read(Path.of(report));
        } catch (InvalidPathException e) {
            throw new CommandFailure("not a path: " + e.getReason(), e);
        }
    }
}
