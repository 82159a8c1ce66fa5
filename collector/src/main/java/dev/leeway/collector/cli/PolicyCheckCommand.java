package dev.leeway.collector.cli;

import dev.leeway.collector.policy.FindingsText;
import dev.leeway.collector.policy.PolicyCheck;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.PolicyFinding;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway policy check}: says what in a policy is wrong or worth mending. */
@Command(
        name = "check",
        description = "Says what in a policy is wrong or worth mending.",
        customSynopsis = "leeway policy check [FILE] [OPTIONS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway policy check",
            "  leeway policy check leeway.yaml --snapshots snapshots --format json",
            "",
            "Exit codes: 0 nothing to mend, 1 something, 2 the policy cannot be read, or usage,",
            "3 nothing, but a file of snapshots could not be read, 4 internal error."
        })
final class PolicyCheckCommand extends LeewayCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "leeway.yaml",
            description = "The policy. Default: leeway.yaml.")
    private String policy = "leeway.yaml";

    @Option(
            names = "--snapshots",
            paramLabel = "DIR",
            description = "Snapshots of a fleet, to tell as well which rules, waivers and names go with nothing there.")
    private @Nullable Path snapshots;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            converter = MomentConverter.class,
            description = "The moment that waivers are told from, as in 2026-11-20. Default: now.")
    private @Nullable Instant asOf;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private String format = "text";

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Path folder = snapshots;
        if (!format.equals("text") && !format.equals("json")) {
            throw misused("--format: expected text or json");
        }
        PolicyFile file = PolicyFile.named(Optional.of(policy), surroundings());
        Instant moment = asOf == null ? surroundings().clock().instant() : asOf;
        Catalogue catalogue = CatalogueReader.builtIn();
        Optional<Report> report = Optional.empty();
        if (folder == null) {
            file.check(FleetReport.probes(catalogue));
        } else {
            report = Optional.of(FleetReport.of(folder, file, catalogue, moment));
        }
        List<PolicyFinding> findings = PolicyCheck.findings(file.policy(), catalogue, moment, report);
        out().write(
                        format.equals("json")
                                ? FindingsText.json(file.policy(), findings)
                                : FindingsText.text(file.policy(), findings, report.isPresent()));
        out().flush();
        int seen = report.map(told -> FleetReport.unobserved(told, err())).orElse(ExitCodes.OK);
        return findings.isEmpty() ? seen : ExitCodes.DRIFT;
    }
}
