package dev.leeway.agent.cli;

import dev.leeway.agent.config.AgentConfig;
import dev.leeway.agent.deliver.SequenceFile;
import dev.leeway.agent.deliver.SnapshotFile;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeway-agent snapshot}: observes a host and writes, or shows, what would leave it. */
@Command(
        name = "snapshot",
        description = "Observes this host, or a mounted tree, and writes a snapshot.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway-agent snapshot --environment dev -o mine.json",
            "  leeway-agent snapshot --root /mnt/image -o image.json.gz",
            "  leeway-agent snapshot --only env,process --show",
        })
final class SnapshotCommand extends HostCommand {
    @Mixin
    private ConfigOptions configured = new ConfigOptions();

    @Mixin
    private HostOptions observed = new HostOptions();

    @Option(names = "--show", description = "Print for people what would leave the host; write no snapshot.")
    private boolean show;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE|-",
            description =
                    "Where to write: a file, compressed if it ends in .gz, or - for standard output. Default: NAME.json, after"
                            + " the host's name, in the working directory.")
    private @Nullable String output;

    @Option(names = "--uncounted", hidden = true, description = "Do not count this snapshot.")
    private boolean uncounted;

    SnapshotCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(Console console) throws FormatException, InterruptedException {
        if (show && output != null) {
            throw new FormatException("--show", "", "writes no snapshot", "leave out --show or --output");
        }
        OutputTarget target = OutputTarget.of(output);
        ConfigOptions.remarks(around).forEach(line -> console.err().println(Main.NAME + ": " + line));
        AgentConfig config = configured.read(around);
        KeyRing keys = KeyRing.read(config);
        Observation observation = new Observation(around, config, observed, keys.redactor(config));
        boolean root = CurrentUser.uid() == 0;
        CostLedger costs = new CostLedger();
        Snapshot snapshot = observation.take(
                () -> show || uncounted
                        ? 0
                        : SequenceFile.usual(around.variables(), root).next(),
                costs.accounting());
        if (!show && !uncounted && !observed.isTree()) {
            costs.remember(around, snapshot);
        }
        if (show) {
            new ShowText(console.out(), keys.present()).print(snapshot);
        } else {
            deliver(snapshot, target, console);
        }
        remark(snapshot, console);
        return isWhole(snapshot, config) ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }

    /** Says what a snapshot may miss, and what would help. */
    static void remark(Snapshot snapshot, Console console) {
        Summary.fallen(snapshot).forEach(line -> console.err().println(Main.NAME + ": " + line));
        Gaps.lines(snapshot).forEach(line -> console.err().println(Main.NAME + ": " + line));
        DatabaseAdvice.remarks(snapshot.sections().values())
                .forEach(line -> console.err().println(Main.NAME + ": database " + VisibleText.of(line)));
    }

    private void deliver(Snapshot snapshot, OutputTarget target, Console console) throws FormatException {
        PrintWriter messages = target.isStandardOutput() ? console.err() : console.out();
        try {
            if (target.isStandardOutput()) {
                SnapshotFile.write(snapshot, around.bytes());
            } else {
                SnapshotFile.write(snapshot, target.file(snapshot));
            }
        } catch (IOException e) {
            throw target.error(snapshot, e);
        }
        messages.println(Summary.line(snapshot) + target.remark(snapshot));
    }

    /**
     * Whether everything that was asked for gave an answer: every probe, and every database that the configuration names. Any
     * other subject that refuses to be seen or is silent, and a database that was found, is a gap of the snapshot and told there; the
     * probe has answered.
     */
    static boolean isWhole(Snapshot snapshot, AgentConfig config) {
        Set<SectionKey> named = config.databases().stream()
                .map(login -> SectionKey.of("database", login.target().name()))
                .collect(Collectors.toSet());
        return Counted.fallen(snapshot).stream()
                .allMatch(section -> section.key().subject().isPresent()
                        && !named.contains(section.key())
                        && (section.outcome() == Outcome.REFUSED
                                || section.outcome() == Outcome.TIMED_OUT
                                || section.key().probe().equals("database")));
    }
}
