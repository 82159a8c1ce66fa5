package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Promotion;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeway gate}: what promoting the release of one environment to another would break. */
@Command(
        name = "gate",
        description = "Tells a pipeline what promotion from one environment to another would break.",
        customSynopsis = "leeway gate --from NAME --to NAME [OPTIONS] DIR... [--environment NAME=DIR]...",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway gate --from staging --to prod snapshots",
            "  leeway gate --from staging --to prod snapshots -o gate.md -o gate.xml",
            "  leeway gate --from staging --to prod --store leeway.db",
            "",
            "What the release brings along (its version, libraries, files, migrations) is",
            "told for information, and so is what either side has by itself. What the other",
            "side lacks, is behind in, or must not share stays open. Where the policy",
            "requires nothing itself, env[*]/** is required of each host of both.",
            "",
            "Exit codes: 0 nothing in the way, 1 something at or above --fail-on is,",
            "2 usage, 3 something required not compared, 4 internal error."
        })
final class GateCommand extends LeewayCommand {
    @Mixin
    private final FleetFlags fleet = new FleetFlags();

    @Option(
            names = "--from",
            required = true,
            paramLabel = "NAME",
            description = "The environment whose release is to be promoted.")
    private String from = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "NAME",
            description = "The environment it is to be promoted to, later in the order of promotion.")
    private String to = "";

    @Mixin
    private final ComparisonFlags comparison = new ComparisonFlags();

    @Mixin
    private final OutputFlags output = new OutputFlags();

    @Mixin
    private final LookFlags look = new LookFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        ReportOutputs outputs = output.outputs(look.rendering(surroundings(), output.budget()));
        Sources given = comparison.sources(surroundings());
        List<FleetFlags.Folder> folders = fleet.folders(given);
        outputs.check(fleet.inputs(comparison.inputs()));
        fleet.check(given);
        ComparisonRun run = new ComparisonRun(comparison, surroundings());
        Report report = run.gate(
                (policy, bills, sources) -> both(ReportInputs.read(folders, policy, bills, sources), way(policy)),
                this::way);
        List<String> options = new ArrayList<>(List.of("--from", from, "--to", to));
        options.addAll(comparison.repeated());
        return run.deliver(report, CommandWords.of("gate", fleet.repeated(), options), outputs, out(), err());
    }

    /** The way a release goes by {@code policy}: forward, between two environments that it lists. */
    private Promotion way(Policy policy) throws CommandFailure {
        Promotion way = new Promotion(Environments.canonical(policy, from), Environments.canonical(policy, to));
        int start = place(policy, "--from", way.from());
        int end = place(policy, "--to", way.to());
        if (start == end) {
            throw new CommandFailure("--from and --to: are both " + way.from() + "; name two environments");
        }
        if (start > end) {
            throw new CommandFailure("--to: " + way.to() + " comes before " + way.from()
                    + " in the policy's environments, and releases are promoted forward; exchange --from and --to, or"
                    + " correct 'environments'");
        }
        return way;
    }

    private static int place(Policy policy, String option, String name) throws CommandFailure {
        List<String> names = policy.environments().stream()
                .map(environment -> environment.name())
                .toList();
        int place = names.indexOf(name);
        if (place < 0) {
            throw new CommandFailure(option + ": the policy lists no environment '" + VisibleText.of(name)
                    + "', so nobody knows what is promoted where; it lists " + String.join(", ", names)
                    + Suggestion.nearest(name, names)
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(""));
        }
        return place;
    }

    /** The two sides alone: what a third one has is no matter of theirs. */
    private static Inputs both(Inputs all, Promotion way) throws CommandFailure {
        List<Side> sides = all.sides().stream()
                .filter(side -> side.environment().equals(way.from())
                        || side.environment().equals(way.to()))
                .toList();
        for (String wanted : List.of(way.from(), way.to())) {
            if (sides.stream().noneMatch(side -> side.environment().equals(wanted))) {
                TreeSet<String> there = new TreeSet<>();
                all.sides().forEach(side -> there.add(side.environment()));
                throw new CommandFailure("no snapshot is of environment '" + wanted + "'; there are some of "
                        + VisibleText.of(String.join(", ", there)) + ". Check the directory, or say it with"
                        + " --environment " + wanted + "=DIR");
            }
        }
        return new Inputs(sides, all.findings(), all.within());
    }
}
