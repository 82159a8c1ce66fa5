package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.store.Forgotten;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway store forget}: removes hosts with all their snapshots. */
@Command(
        name = "forget",
        description = "Forgets hosts, with every snapshot of them and every section that no other has.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway store forget prod/web-01 --store leeway.db --dry-run",
            "  leeway store forget prod/web-01 prod/ci:/mnt/image --store leeway.db",
            "",
            "What a baseline keeps is not forgotten without --with-baselines.",
            "",
            "Exit codes: 0 forgotten, 2 usage, no such host or nothing forgotten,",
            "4 internal error."
        })
final class StoreForgetCommand extends LeewayCommand {
    @Parameters(
            paramLabel = "HOST",
            arity = "1..*",
            description = "As leeway store list prints it: prod/web-01, with all trees examined on it, or one of these,"
                    + " prod/ci:/mnt/image.")
    private List<String> names = List.of();

    @Option(
            names = "--with-baselines",
            description = "Also what baselines keep; one that keeps nothing else is removed.")
    private boolean withBaselines;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Say what would be forgotten, and forget nothing.")
    private boolean dryRun;

    @Mixin
    private final NamesFlags policy = new NamesFlags();

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Policy known = policy.read(surroundings());
        try (SnapshotStore opened = store.open(surroundings())) {
            List<StoredHost> hosts = hosts(opened, known);
            List<String> lines = new ArrayList<>();
            for (StoredHost host : hosts) {
                lines.add(line(host, opened.snapshots(host)));
            }
            String told = dryRun ? "nothing forgotten, this was a dry run" : told(opened.forget(hosts, withBaselines));
            lines.forEach(line -> out().println(VisibleText.of(line)));
            out().println(VisibleText.of(told));
        }
        return ExitCodes.OK;
    }

    private List<StoredHost> hosts(SnapshotStore opened, Policy known) throws StoreException, CommandFailure {
        List<StoredHost> all = opened.hosts();
        List<StoredHost> chosen = new ArrayList<>();
        for (String name : names) {
            int slash = name.indexOf('/');
            String environment = Environments.canonical(known, slash < 0 ? "" : name.substring(0, slash));
            String rest = name.substring(slash + 1);
            List<StoredHost> found = all.stream()
                    .filter(host ->
                            Environments.canonical(known, host.environment()).equals(environment))
                    .filter(host -> host.name().equals(rest) || host.text().equals(host.environment() + "/" + rest))
                    .toList();
            if (slash < 0 || found.isEmpty()) {
                throw new CommandFailure(
                        VisibleText.of(name) + ": the store has no such host; leeway store list names those it has");
            }
            found.stream().filter(host -> !chosen.contains(host)).forEach(chosen::add);
        }
        return chosen;
    }

    private static String line(StoredHost host, List<StoredSnapshot> snapshots) {
        String arrived = snapshots.isEmpty()
                ? ""
                : ", arrived from "
                        + snapshots.get(snapshots.size() - 1).receivedAt().truncatedTo(ChronoUnit.SECONDS) + " to "
                        + snapshots.get(0).receivedAt().truncatedTo(ChronoUnit.SECONDS);
        return host.text() + "  " + snapshots.size() + (snapshots.size() == 1 ? " snapshot" : " snapshots") + arrived;
    }

    private static String told(Forgotten forgotten) {
        return Quantity.of(forgotten.snapshots(), "snapshot") + " and "
                + Quantity.of(forgotten.sections(), "section") + " forgotten"
                + (forgotten.baselines().isEmpty()
                        ? ""
                        : ", also from baseline " + String.join(", ", forgotten.baselines()));
    }
}
