package dev.leeway.collector.cli;

import dev.leeway.collector.report.Unobserved;
import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.service.Comparison;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Deliveries;
import dev.leeway.collector.service.RotInDoubt;
import dev.leeway.collector.store.FolderFindings;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Outcome;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The report on a fleet as {@code leeway report} would make it without further options, for commands about the policy. */
final class FleetReport {
    private FleetReport() {}

    /**
     * The report on the snapshots beneath {@code folder}, for those commands too that print none.
     *
     * @param moment it speaks of
     */
    static Report of(Path folder, PolicyFile file, Catalogue catalogue, Instant moment)
            throws CommandFailure, FormatException {
        return of(inputs(folder, file, moment), file, catalogue, moment);
    }

    /** The same on what was read. */
    static Report of(Inputs inputs, PolicyFile file, Catalogue catalogue, Instant moment)
            throws CommandFailure, FormatException {
        Set<String> probes = inputs.probes();
        probes.addAll(probes(catalogue));
        file.check(probes);
        Report report = Comparison.compare(
                inputs.sides(),
                file.policy(),
                catalogue,
                new ComparisonOptions(
                        moment, Severity.MEDIUM, List.of(), List.of(), List.of(), false, Optional.empty()));
        Report told = inputs.findings().addTo(report, List.of());
        Report delivered = Deliveries.addTo(told, file.policy(), file.fleet(), inputs.awaited(), List.of());
        return RotInDoubt.without(
                delivered,
                file.policy(),
                file.fleet(),
                !inputs.findings().unread().isEmpty());
    }

    /**
     * Names on {@code err} what {@code report} does not know: what a command makes of it, it makes of the rest.
     *
     * @return {@link ExitCodes#INCOMPLETE} where a snapshot could not be read, else {@link ExitCodes#OK}
     */
    static int unobserved(Report report, PrintWriter err) {
        Unobserved.lines(report).forEach(line -> err.println(Main.NAME + ": " + line));
        err.flush();
        String unread = FolderFindings.PROBE + "[";
        return report.coverage().gaps().stream()
                        .anyMatch(gap -> gap.pattern().startsWith(unread) && gap.outcome() == Outcome.FAILED)
                ? ExitCodes.INCOMPLETE
                : ExitCodes.OK;
    }

    /** What lies beneath {@code folder}, as a report takes it. */
    static Inputs inputs(Path folder, PolicyFile file, Instant moment) throws CommandFailure, FormatException {
        if (!Files.isDirectory(folder)) {
            throw new CommandFailure(folder + ": not a directory; name one that holds snapshots");
        }
        return ReportInputs.read(
                List.of(new FleetFlags.Folder(Optional.empty(), folder.toString())),
                file.policy(),
                new BillOptions(Optional.empty(), moment),
                Sources.files());
    }

    /** The probes of this release. */
    static Set<String> probes(Catalogue catalogue) {
        Set<String> probes = new TreeSet<>();
        for (ProbeEntry probe : catalogue.probes()) {
            probes.add(probe.name());
        }
        return probes;
    }
}
