package dev.leeway.collector.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Report;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code leeway report}: compares every environment found in a directory, and tells what is new since the last time. */
@Command(
        name = "report",
        description = "Compares all environments found in directories of snapshots, or in a store.",
        customSynopsis = "leeway report [OPTIONS] DIR... [--environment NAME=DIR]...",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway report snapshots",
            "  leeway report --environment prod=from-prod --environment staging=from-staging",
            "  leeway report snapshots --previous drift.json -o drift.json -o -",
            "  leeway report --store leeway.db --since yesterday",
            "  leeway report --store leeway.db --environment prod=baseline:release",
            "",
            "A snapshot that cannot be read is named and costs only itself, but makes",
            "the result incomplete (exit 3) unless --allow-unknown snapshot is given.",
            "",
            "Exit codes: 0 same within policy, 1 drift at or above --fail-on,",
            "2 usage, 3 something required not compared, 4 internal error."
        })
final class ReportCommand extends LeewayCommand {
    @Mixin
    private final FleetFlags fleet = new FleetFlags();

    @Option(
            names = "--previous",
            paramLabel = "REPORT",
            description = "An earlier report as JSON, to tell what is new, still open and resolved since. It may be the"
                    + " file that -o replaces; where there is none yet, this is the first report.")
    private @Nullable Path previous;

    @Option(
            names = "--since",
            paramLabel = "MOMENT",
            description =
                    "Of a store: tell what is new, still open and resolved against how it was then, and since when"
                            + " each difference has been there; yesterday, 2.weeks.ago, 2026-11-01, 2026-11-01T02:00:00Z, or"
                            + " what a selector names: baseline:NAME, prod~3, prod/web-01@{2026-11-01}.")
    private @Nullable String since;

    @Mixin
    private final ComparisonFlags comparison = new ComparisonFlags();

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    private final OwnerFlags owners = new OwnerFlags();

    @Mixin
    private final LookFlags look = new LookFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        ReportOutputs outputs = output.outputs(look.rendering(surroundings(), output.budget()));
        Sources given = comparison.sources(surroundings());
        List<FleetFlags.Folder> folders = fleet.folders(given);
        checkSince(command().commandLine(), given, folders);
        outputs.check(inputs());
        owners.check();
        fleet.check(given);
        ComparisonRun run = new ComparisonRun(comparison, surroundings());
        AtomicReference<Policy> judged = new AtomicReference<>();
        Report report = run.fleet(
                (policy, bills, sources) -> {
                    judged.set(policy);
                    owners.check(policy, output.format(), inputs(), outputs);
                    return ReportInputs.read(folders, policy, bills, sources);
                },
                new ComparisonRun.Earlier(earlier(err()), Optional.ofNullable(since)));
        Policy policy = requireNonNull(judged.get(), "the policy is read before the snapshots");
        Report shown = owners.shown(report, policy);
        List<String> asked = new ArrayList<>(fleet.repeated());
        asked.addAll(since == null ? List.of() : List.of("--since", since));
        List<String> again = CommandWords.of("report", asked, comparison.repeated());
        int code = run.deliver(report, shown, again, outputs, out(), err());
        owners.split(report, policy, output.format(), look.rendering(surroundings(), output.budget()), err());
        return code;
    }

    /** What was there then is known of a whole store, and of nothing else. */
    private void checkSince(CommandLine command, Sources given, List<FleetFlags.Folder> folders) {
        if (since == null) {
            return;
        }
        if (!given.stored() || !folders.isEmpty()) {
            throw new ParameterException(
                    command, "--since speaks of a whole store: give --store, and neither DIR nor --environment");
        }
        if (previous != null) {
            throw new ParameterException(command, "--since and --previous both say what to tell against; give one");
        }
    }

    private InputFiles inputs() {
        InputFiles inputs = fleet.inputs(comparison.inputs());
        return previous == null ? inputs : inputs.after(previous);
    }

    /** The first night there is nothing to tell against; that is said, in case the path is a slip. */
    private Optional<Report> earlier(PrintWriter err) throws FormatException {
        Path file = previous;
        if (file == null) {
            return Optional.empty();
        }
        if (Files.notExists(file)) {
            err.println(
                    Main.NAME + ": " + file + ": no earlier report there yet, so nothing counts as new or resolved");
            return Optional.empty();
        }
        return Optional.of(ReportFiles.read(file));
    }
}
