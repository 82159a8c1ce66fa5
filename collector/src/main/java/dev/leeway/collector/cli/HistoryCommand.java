package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.store.SectionRun;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.yaml.CatalogueReader;
import dev.leeway.schema.yaml.Suggestion;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway history}: since when a fact has been what it is, on which host, and what it was before. */
@Command(
        name = "history",
        description = "Tells when a fact changed on which host, from what to what.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway history 'env[shop-web]/LOG_LEVEL' --store leeway.db",
            "  leeway history os/timezone --environment prod --host web-01 --store leeway.db",
            "",
            "Moments are those of arrival at the store. What was not observed is told as",
            "such, and is no change.",
            "",
            "Exit codes: 0 found, 2 usage or no host ever had the fact, 3 found, but not",
            "always observed, 4 internal error."
        })
final class HistoryCommand extends LeewayCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The address of a fact, as reports print it.")
    private String address = "";

    @Option(names = "--environment", paramLabel = "NAME", description = "Hosts of this environment alone.")
    private @Nullable String environment;

    @Option(names = "--host", paramLabel = "NAME", description = "The host of this name alone.")
    private @Nullable String host;

    @Mixin
    private final NamesFlags names = new NamesFlags();

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Address wanted = wanted();
        Policy policy = names.read(surroundings());
        FactHistory history = new FactHistory(wanted, CatalogueReader.builtIn());
        try (SnapshotStore opened = store.open(surroundings())) {
            for (SectionRun run : opened.runs(hosts(opened, policy), wanted.section())) {
                history.add(run);
            }
        }
        if (!history.known()) {
            throw new CommandFailure(address + ": none of these hosts ever told this fact; leeway facts --in prod/HOST"
                    + " --store STORE prints what there is");
        }
        for (FactHistory.Turn turn : history.turns()) {
            out().println(VisibleText.of(
                    turn.host() + "  since " + turn.since().truncatedTo(ChronoUnit.SECONDS) + "  " + turn.state()));
        }
        return history.unseen() ? ExitCodes.INCOMPLETE : ExitCodes.OK;
    }

    private Address wanted() throws CommandFailure {
        try {
            return Address.parse(address);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(address + ": is no address of a fact, as in env[shop-web]/LOG_LEVEL", e);
        }
    }

    private List<StoredHost> hosts(SnapshotStore opened, Policy policy) throws StoreException, CommandFailure {
        String of = environment;
        List<StoredHost> hosts = opened.hosts().stream()
                .filter(each -> of == null
                        || Environments.canonical(policy, each.environment())
                                .equals(Environments.canonical(policy, of)))
                .filter(each -> host == null || each.name().equals(host))
                .toList();
        if (hosts.isEmpty()) {
            throw new CommandFailure(absent(opened, policy));
        }
        return hosts;
    }

    /** Which of the two names the store does not know, and which one may have been meant. */
    private String absent(SnapshotStore opened, Policy policy) throws StoreException {
        String of = environment;
        String name = host;
        Set<String> environments = new TreeSet<>();
        Set<String> names = new TreeSet<>();
        for (StoredHost each : opened.hosts()) {
            environments.add(Environments.canonical(policy, each.environment()));
            names.add(each.name());
        }
        if (names.isEmpty()) {
            return "the store holds no snapshot; check its path, or leeway store add brings some there";
        }
        if (of != null && !environments.contains(Environments.canonical(policy, of))) {
            return "the store has nothing of the environment '" + of + "'; " + Suggestion.nextStep(of, environments);
        }
        if (name != null && !names.contains(name)) {
            return "the store has no host '" + name + "'; " + Suggestion.nextStep(name, names);
        }
        return "the store has no such host; leeway store list shows those it has";
    }
}
