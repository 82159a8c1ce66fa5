package dev.leeway.collector.cli;

import dev.leeway.collector.policy.FirstPolicy;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.WholeFile;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway init}: writes a first policy for a fleet. */
@Command(
        name = "init",
        description = "Writes a first policy for the fleet whose snapshots lie in a directory.",
        customSynopsis = "leeway init DIR [OPTIONS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway init snapshots",
            "  leeway init snapshots -o policies/leeway.yaml",
            "",
            "A file that is there is never replaced.",
            "",
            "Exit codes: 0 written, 2 usage or nothing written, 3 written, but a file of snapshots",
            "could not be read, 4 internal error."
        })
final class InitCommand extends LeewayCommand {
    @Parameters(paramLabel = "DIR", description = "A directory with the snapshots of many hosts.")
    private @Nullable Path folder;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The policy to write; '-' is standard output. Default: leeway.yaml.")
    private String output = "leeway.yaml";

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Path directory = given(folder);
        Path file = Path.of(output);
        boolean printed = output.equals("-");
        if (!printed && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandFailure(file + ": is there already, and is not replaced; name another file with -o");
        }
        First first = first(directory, printed ? "leeway.yaml" : output);
        String yaml = first.yaml();
        if (printed) {
            out().write(yaml);
        } else {
            write(file, yaml);
            String shown = VisibleText.of(output);
            out().println("wrote " + shown + "; read it, then: leeway report " + VisibleText.of(directory.toString())
                    + " --policy " + shown);
        }
        return FleetReport.unobserved(first.report(), err());
    }

    /**
     * A first policy.
     *
     * @param report on what it was seen from
     */
    private record First(String yaml, Report report) {}

    private First first(Path directory, String name) throws CommandFailure, FormatException {
        Policy shipped = PolicyReader.shipped();
        Catalogue catalogue = CatalogueReader.builtIn();
        Instant now = surroundings().clock().instant();
        PolicyFile none = new PolicyFile(shipped, Optional.empty());
        Inputs inputs = FleetReport.inputs(directory, none, now);
        String first = FirstPolicy.yaml(inputs.sides(), shipped, catalogue, now, Set.of());
        PolicyFile written = PolicyFile.of(first, name);
        // What is required must be there today, or the first report with it is incomplete.
        Report report = FleetReport.of(directory, written, catalogue, now);
        Set<String> unseen = new TreeSet<>();
        for (Gap gap : report.coverage().gaps()) {
            if (gap.required()) {
                unseen.add(gap.pattern().split("[\\[/]", 2)[0]);
            }
        }
        String yaml = unseen.isEmpty() ? first : FirstPolicy.yaml(inputs.sides(), shipped, catalogue, now, unseen);
        return new First(yaml, report);
    }

    private static void write(Path file, String yaml) throws CommandFailure {
        try {
            WholeFile.write(file, yaml);
        } catch (FileSystemException e) {
            throw new CommandFailure(file + ": " + (e.getReason() == null ? "may not be written" : e.getReason()), e);
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written; check the disk", e);
        }
    }
}
