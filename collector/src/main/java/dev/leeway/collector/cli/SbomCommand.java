package dev.leeway.collector.cli;

import dev.leeway.collector.sbom.BillPlan;
import dev.leeway.collector.sbom.BillRequest;
import dev.leeway.collector.sbom.BillVersion;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.BuildVersion;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway sbom}: writes what services are made of as a bill of materials that other tools read. */
@Command(
        name = "sbom",
        description = "Writes a snapshot's libraries as a CycloneDX bill of materials.",
        customSynopsis = "leeway sbom [OPTIONS] SNAPSHOT",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway sbom prod.json --service shop-web -o shop-web.cdx.json",
            "  leeway-agent snapshot -o - | leeway sbom - --packages",
            "",
            "Exit codes: 0 written, 2 usage, or nothing there to write,",
            "3 written, but something asked for was not seen, 4 internal error."
        })
final class SbomCommand extends LeewayCommand {
    @Parameters(
            paramLabel = "SNAPSHOT",
            arity = "0..1",
            description = "A file (.json, .json.gz, .json.zst), or - for standard input.")
    private @Nullable String argument;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "The service whose libraries to list. Default: all services, and the libraries of the host.")
    private @Nullable String service;

    @Option(
            names = "--packages",
            description = "List the packages of the operating system as well; not with --service.")
    private boolean packages;

    @Option(
            names = "--spec",
            paramLabel = "VERSION",
            converter = VersionConverter.class,
            defaultValue = "1.6",
            description = "The version of CycloneDX: 1.4, 1.5 or 1.6. Default: 1.6.")
    private @Nullable BillVersion version;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "-",
            description = "Write to FILE instead of standard output, which is '-'.")
    private String output = "-";

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        BillVersion written = given(version);
        String input = argument;
        if (input == null) {
            throw misused("Name a snapshot.");
        }
        if (packages && service != null) {
            throw misused("--packages are the host's and no service's; leave out one of the two.");
        }
        BillRequest request =
                new BillRequest(Optional.ofNullable(service), packages, written, BuildVersion.of(Version.class));
        BillFile file = new BillFile(output);
        file.check(new InputFiles().and(input));
        BillPlan plan = plan(input, SnapshotInput.read(input, surroundings()), request);
        file.write(plan, out());
        return told(plan, err());
    }

    private BillPlan plan(String input, Snapshot snapshot, BillRequest request) throws CommandFailure {
        List<String> services = BillPlan.services(snapshot);
        Optional<String> missing = request.service().filter(name -> !services.contains(name));
        if (missing.isPresent() && !services.isEmpty()) {
            throw new CommandFailure(input + ": tells nothing of what a service '" + missing.get()
                    + "' is made of; it has: " + String.join(", ", services));
        }
        Optional<BillPlan> plan = missing.isPresent() ? Optional.empty() : BillPlan.of(snapshot, request);
        return plan.orElseThrow(() -> new CommandFailure(input
                + ": was taken without looking into what services are made of; take it again with the probe dependency:"
                + " leeway-agent snapshot --only dependency"));
    }

    /** Says what a reader of the bill has to know, and what was written where that is not on standard output. */
    private int told(BillPlan plan, PrintWriter err) {
        if (!output.equals("-")) {
            err.println(Main.NAME + ": wrote " + plan.size() + " components to " + VisibleText.of(output));
        }
        List<String> incomplete = plan.incomplete();
        if (!incomplete.isEmpty()) {
            err.println(Main.NAME + ": not everything could be seen of " + VisibleText.of(String.join(", ", incomplete))
                    + ", so the bill says that it is incomplete there");
        }
        if (!plan.unasked().isEmpty()) {
            err.println(Main.NAME + ": nobody asked what these are made of, so the bill says nothing of them: "
                    + VisibleText.of(String.join(", ", plan.unasked())));
        }
        plan.unseen().forEach(each -> err.println(Main.NAME + ": not seen: " + VisibleText.of(each)));
        return plan.unseen().isEmpty() ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }
}
