package dev.leeway.collector.cli;

import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Report;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code leeway diff}: compares snapshots or directories of them and prints what differs and why it matters. */
@Command(
        name = "diff",
        description = "Compares snapshots: what differs, why it matters, how to align.",
        customSynopsis = "leeway diff [OPTIONS] SNAPSHOT SNAPSHOT...",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway diff mine.json prod.json",
            "  leeway diff staging/ prod/ --policy leeway.yaml -o drift.html",
            "  leeway diff dev=syft-dev.cdx.json prod.json",
            "  leeway-agent snapshot -o - | leeway diff - prod.json --only env,jdk",
            "  leeway diff prod~1 prod --store leeway.db",
            "",
            "A side is called by the environment its snapshots name. Two sides of one",
            "environment, or of none, are called by host or file name instead and have",
            "no order of promotion. One that names none, such as a bill of materials, is",
            "told its environment before the file: dev=FILE.",
            "",
            "Exit codes: 0 same within policy, 1 drift at or above --fail-on,",
            "2 usage, 3 something required not compared, 4 internal error."
        })
final class DiffCommand extends LeewayCommand {
    @Parameters(
            paramLabel = "SNAPSHOT",
            arity = "0..*",
            description = "Two or more: a file (.json, .json.gz, .json.zst), a directory with the snapshots of one"
                    + " environment's hosts, or - for standard input. Of each host the newest counts. A CycloneDX bill of"
                    + " materials is compared as far as it speaks. With a store also what selects snapshots of it: prod,"
                    + " prod/web-01, prod~3, prod@{2.weeks.ago}, baseline:NAME.")
    private List<String> arguments = List.of();

    @Mixin
    private final ComparisonFlags comparison = new ComparisonFlags();

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    private final LookFlags look = new LookFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        if (arguments.size() < 2) {
            throw misused("Name two or more snapshots to compare.");
        }
        ReportOutputs outputs = output.outputs(look.rendering(surroundings(), output.budget()));
        InputFiles inputs = comparison.inputs();
        for (String argument : arguments) {
            inputs.and(SideArgument.of(argument).source());
        }
        outputs.check(inputs);
        ComparisonRun run = new ComparisonRun(comparison, surroundings());
        Report report = run.report((policy, bills, sources) ->
                DiffInputs.read(arguments, policy, surroundings(), bills, comparison.hosts(), sources));
        List<String> again = CommandWords.of("diff", arguments, comparison.repeated());
        return run.deliver(report, again, outputs, out(), err());
    }
}
