package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.config.ServerConfig;
import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.service.Comparison;
import dev.leeway.collector.service.ComparisonOptions;
import dev.leeway.collector.service.Deliveries;
import dev.leeway.collector.service.RotInDoubt;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.store.FolderFindings;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Promotion;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One comparison from inputs to report, as every command runs it. */
final class ComparisonRun {
    /** After so long without a snapshot hosts of a fleet are silent, where the policy sets no age itself. */
    private static final Duration SILENCE = ServerConfig.USUAL_SILENCE;

    private final ComparisonFlags flags;
    private final Surroundings surroundings;

    ComparisonRun(ComparisonFlags flags, Surroundings surroundings) {
        this.flags = flags;
        this.surroundings = surroundings;
    }

    /** Reads what is to be compared, by a policy and for the moment that undated bills are taken to speak of. */
    interface Reader {
        Inputs read(Policy policy, BillOptions bills, Sources sources) throws FormatException, CommandFailure;
    }

    /** The report on what {@code reader} reads. */
    Report report(Reader reader) throws FormatException, CommandFailure {
        return report(reader, Earlier.NONE, false, policy -> Optional.empty());
    }

    /** The report on what promotion along {@code way} would meet, in what {@code reader} reads. */
    Report gate(Reader reader, Way way) throws FormatException, CommandFailure {
        return report(reader, Earlier.NONE, false, policy -> Optional.of(way.by(policy)));
    }

    /** Tells what is promoted where. */
    interface Way {
        Promotion by(Policy policy) throws CommandFailure;
    }

    private interface Promoted {
        Optional<Promotion> by(Policy policy) throws CommandFailure;
    }

    /**
     * What a report is told against.
     *
     * @param report an earlier one
     * @param since a moment of the store, as typed; where there is a report there is none
     */
    record Earlier(Optional<Report> report, Optional<String> since) {
        private static final Earlier NONE = new Earlier(Optional.empty(), Optional.empty());
    }

    /** The report on a whole fleet that {@code reader} reads, told against what is {@code earlier}. */
    Report fleet(Reader reader, Earlier earlier) throws FormatException, CommandFailure {
        return report(reader, earlier, true, policy -> Optional.empty());
    }

    private Report report(Reader reader, Earlier earlier, boolean whole, Promoted promoted)
            throws FormatException, CommandFailure {
        Optional<Report> previous = earlier.report();
        // The vocabulary is large: it is read while the snapshots are.
        CompletableFuture<Catalogue> catalogue = CompletableFuture.supplyAsync(CatalogueReader::builtIn);
        PolicyFile policy = PolicyFile.named(flags.policy(), surroundings);
        // The clock is read once, so that one report never speaks of two moments.
        Instant asOf = flags.asOf(surroundings);
        if (previous.isPresent() && previous.get().asOf().isAfter(asOf)) {
            throw before(previous.get().asOf(), asOf);
        }
        if (previous.flatMap(Report::part).isPresent()) {
            throw new CommandFailure(
                    "the report of --previous is the part of one owner, by which all else would count as"
                            + " new; name the whole one");
        }
        try (Sources sources = flags.sources(surroundings)) {
            if (earlier.since().isPresent() && flags.dated()) {
                sources.at(asOf);
            }
            Inputs inputs = reader.read(policy.policy(), flags.bills(asOf), sources);
            Inputs before = before(policy.policy(), inputs.sides(), asOf, sources);
            Optional<Promotion> promotion = promoted.by(policy.policy());
            Optional<StoredSince> since = earlier.since().isPresent()
                    ? Optional.of(new StoredSince(earlier.since().get(), sources.opened(), policy.policy()))
                    : Optional.empty();
            return report(policy, inputs, before, joined(catalogue), asOf, previous, since, whole, promotion);
        } catch (StoreException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private Report report(
            PolicyFile policy,
            Inputs inputs,
            Inputs before,
            Catalogue catalogue,
            Instant asOf,
            Optional<Report> previous,
            Optional<StoredSince> since,
            boolean whole,
            Optional<Promotion> promotion)
            throws FormatException, CommandFailure {
        Set<String> probes = inputs.probes();
        for (ProbeEntry probe : catalogue.probes()) {
            probes.add(probe.name());
        }
        policy.check(probes);
        ComparisonOptions asked =
                flags.options(asOf, probes, previous, inputs.within()).after(before.sides());
        ComparisonOptions options =
                whole ? asked.overFleet(policy.policy().maxAge().orElse(SILENCE)) : asked;
        List<String> unread = before.findings().unread().stream()
                .map(file -> "of the earlier snapshots, one could not be read: " + file.message())
                .toList();
        Policy judging = promotion.isPresent() ? Gate.requiring(policy.policy()) : policy.policy();
        Report report = since.isPresent()
                ? since.get().report(inputs.sides(), catalogue, options)
                : Comparison.compare(
                        inputs.sides(),
                        judging,
                        catalogue,
                        promotion.map(options::promoting).orElse(options));
        Report told = remarked(inputs.findings().and(unread).addTo(report, options.allowUnknown()), policy);
        Report delivered = whole
                ? Deliveries.addTo(told, policy.policy(), policy.fleet(), inputs.awaited(), options.allowUnknown())
                : told;
        return RotInDoubt.without(
                delivered,
                policy.policy(),
                policy.fleet(),
                !inputs.findings().unread().isEmpty());
    }

    /** Earlier snapshots of the sides; those of other environments say nothing of them. */
    private Inputs before(Policy policy, List<Side> sides, Instant asOf, Sources sources)
            throws FormatException, CommandFailure {
        List<FleetFlags.Folder> folders = flags.before();
        if (folders.isEmpty()) {
            return new Inputs(List.of(), new FolderFindings(List.of(), 0, 0, List.of()), List.of());
        }
        Set<String> compared = new TreeSet<>();
        sides.forEach(side -> compared.add(Environments.canonical(policy, side.environment())));
        Inputs found = ReportInputs.earlier(folders, policy, flags.bills(asOf), sources);
        List<Side> before = found.sides().stream()
                .filter(side -> compared.contains(side.environment()))
                .toList();
        if (before.isEmpty()) {
            throw new CommandFailure("--before: no snapshot there is of an environment that is compared ("
                    + VisibleText.of(String.join(", ", compared)) + ")");
        }
        return new Inputs(before, found.findings(), List.of());
    }

    private static Report remarked(Report report, PolicyFile policy) {
        if (policy.remark().isEmpty()) {
            return report;
        }
        List<String> notes = new ArrayList<>(report.notes());
        notes.add(policy.remark().get());
        return report.but().notes(notes).build();
    }

    /** Ages run forwards only: of a drift that is first seen tomorrow nothing true could be told. */
    private static CommandFailure before(Instant previous, Instant asOf) {
        Instant earlier = previous.truncatedTo(ChronoUnit.SECONDS);
        Instant now = asOf.truncatedTo(ChronoUnit.SECONDS);
        return new CommandFailure("the report of --previous speaks of " + earlier + ", which is after " + now
                + ", the moment of this one; give a later one with --as-of, check the clock, or leave out --previous");
    }

    private static Catalogue joined(CompletableFuture<Catalogue> catalogue) {
        try {
            return catalogue.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("the built-in catalogue cannot be read", e.getCause());
        }
    }

    /**
     * Writes {@code report} where it is wanted, keeps it for {@code explain}, and tells the exit code.
     *
     * @param command the words that make it again; none where nothing does
     */
    int deliver(Report report, List<String> command, ReportOutputs outputs, PrintWriter out, PrintWriter err)
            throws CommandFailure {
        return deliver(report, report, command, outputs, out, err);
    }

    /**
     * The same, where only a part is to be shown.
     *
     * @param report kept whole
     * @param shown written, and what the exit code is about
     */
    int deliver(
            Report report, Report shown, List<String> command, ReportOutputs outputs, PrintWriter out, PrintWriter err)
            throws CommandFailure {
        CompletableFuture<Void> kept = CompletableFuture.runAsync(
                () -> KeptReports.of(surroundings).ifPresent(all -> all.keep(report, command)));
        PolicyFile.unasked(flags.policy(), Path.of("")).ifPresent(remark -> err.println(Main.NAME + ": " + remark));
        try {
            outputs.write(shown, out, err);
        } finally {
            kept.join();
        }
        return exitCode(shown);
    }

    private static int exitCode(Report report) {
        return switch (report.verdict()) {
            case DRIFT -> ExitCodes.DRIFT;
            case INCOMPLETE -> ExitCodes.INCOMPLETE;
            case SAME -> ExitCodes.OK;
        };
    }
}
