package dev.leeway.collector.cli;

import dev.leeway.collector.policy.CaseRun;
import dev.leeway.collector.policy.PolicyCase;
import dev.leeway.collector.policy.PolicyCases;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway policy test}: runs the cases a team wrote for its policy through the comparison. */
@Command(
        name = "test",
        description = "Runs the cases that a team wrote for its policy, each through the comparison itself.",
        customSynopsis = "leeway policy test [FILE] [OPTIONS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway policy test",
            "  leeway policy test leeway-test.yaml --policy leeway.yaml",
            "",
            "Exit codes: 0 all cases pass, 1 one fails, 2 usage or a file that cannot be read,",
            "4 internal error."
        })
final class PolicyTestCommand extends LeewayCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "leeway-test.yaml",
            description = "The cases. Default: leeway-test.yaml.")
    private Path file = Path.of("leeway-test.yaml");

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy. Default: the one the file names, or leeway.yaml beside it.")
    private @Nullable String policy;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        String yaml = PolicyFile.text(file);
        PolicyCases.Head head = PolicyCases.head(yaml, file.toString());
        String named =
                policy == null ? beside(head.policy().orElse("leeway.yaml")).toString() : policy;
        PolicyFile judged = PolicyFile.named(Optional.of(named), surroundings());
        Catalogue catalogue = CatalogueReader.builtIn();
        judged.check(FleetReport.probes(catalogue));
        List<PolicyCase> cases = PolicyCases.read(yaml, file.toString(), judged.policy(), catalogue);
        Instant asOf = head.asOf().orElseGet(() -> surroundings().clock().instant());
        int failed = 0;
        StringBuilder told = new StringBuilder();
        for (PolicyCase each : cases) {
            List<String> failures = CaseRun.failures(each, compared(each, judged, catalogue, asOf));
            failed += failures.isEmpty() ? 0 : 1;
            failures.forEach(failure -> told.append(VisibleText.of(failure)).append('\n'));
        }
        out().write(told.toString());
        out().println(VisibleText.of(file.toString()) + ": " + cases.size()
                + (cases.size() == 1 ? " case, " : " cases, ") + (failed == 0 ? "all pass" : failed + " failed"));
        return failed == 0 ? ExitCodes.OK : ExitCodes.DRIFT;
    }

    private CaseRun.Told compared(PolicyCase tested, PolicyFile judged, Catalogue catalogue, Instant asOf)
            throws CommandFailure, FormatException {
        if (tested.snapshots().isEmpty()) {
            return CaseRun.compared(tested, judged.policy(), catalogue, asOf);
        }
        Inputs inputs = FleetReport.inputs(beside(tested.snapshots().get()), judged, asOf);
        Report report = FleetReport.of(inputs, judged, catalogue, asOf);
        return CaseRun.Told.of(report, inputs.sides(), judged.policy(), catalogue, asOf);
    }

    /** Paths in the file count from where it lies, wherever the command is run. */
    private Path beside(String name) throws CommandFailure {
        try {
            return file.resolveSibling(name);
        } catch (InvalidPathException e) {
            throw new CommandFailure(file + ": not a path: " + e.getReason(), e);
        }
    }
}
