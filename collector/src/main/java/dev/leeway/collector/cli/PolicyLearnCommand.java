package dev.leeway.collector.cli;

import dev.leeway.collector.policy.LearnedRules;
import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.service.Comparison;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Deliveries;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFolders;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway policy learn}: proposes rules for what steadily differs between environments. */
@Command(
        name = "learn",
        description = "Proposes rules for what differs between environments and never within one.",
        customSynopsis = "leeway policy learn DIR... [OPTIONS]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway policy learn snapshots",
            "  leeway policy learn monday tuesday wednesday --policy leeway.yaml --min-hosts 3",
            "",
            "Never proposed: anything of secrets, versions, what environments must not share,",
            "and what is high or critical.",
            "",
            "Exit codes: 0 proposed, 2 usage or nothing to read, 3 proposed, but a file of snapshots",
            "could not be read, 4 internal error."
        })
final class PolicyLearnCommand extends LeewayCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Directories with snapshots of one fleet, of one date or several.")
    private List<Path> folders = List.of();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy to add to; the one that ships with Leeway if not given.")
    private @Nullable String policy;

    @Option(
            names = "--min-hosts",
            paramLabel = "N",
            description = "How many hosts of each environment must have shown it. Default: 2.")
    private int minHosts = 2;

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        if (minHosts < 1) {
            throw misused("--min-hosts: at least one host must have shown it");
        }
        PolicyFile file = PolicyFile.named(Optional.ofNullable(policy), surroundings());
        Catalogue catalogue = CatalogueReader.builtIn();
        Instant now = surroundings().clock().instant();
        Report report = report(file, catalogue, now);
        out().write(LearnedRules.yaml(report, file.policy(), catalogue, all(now), minHosts));
        return FleetReport.unobserved(report, err());
    }

    /** Of the newest snapshots: what no longer differs needs no rule. */
    private Report report(PolicyFile file, Catalogue catalogue, Instant now) throws CommandFailure, FormatException {
        List<FleetFlags.Folder> all = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new CommandFailure(folder + ": not a directory; name one that holds snapshots");
            }
            all.add(new FleetFlags.Folder(Optional.empty(), folder.toString()));
        }
        Inputs inputs = ReportInputs.read(all, file.policy(), new BillOptions(Optional.empty(), now), Sources.files());
        Report report = Comparison.compare(
                inputs.sides(),
                file.policy(),
                catalogue,
                new ComparisonOptions(now, Severity.MEDIUM, List.of(), List.of(), List.of(), false, Optional.empty()));
        Report told = inputs.findings().addTo(report, List.of());
        return Deliveries.addTo(told, file.policy(), file.fleet(), inputs.awaited(), List.of());
    }

    /** Each snapshot once, though a directory and one within it were named. */
    private List<Snapshot> all(Instant now) throws FormatException {
        List<Snapshot> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Path folder : folders) {
            for (SnapshotFile read : SnapshotFolders.read(folder, new BillOptions(Optional.empty(), now))
                    .snapshots()) {
                if (read.bill().isEmpty() && ids.add(read.snapshot().id())) {
                    all.add(read.snapshot());
                }
            }
        }
        return all;
    }
}
