package dev.leeway.collector.cli;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeway agent list}: which hosts joined, and whether they are accepted. */
@Command(
        name = "list",
        description = "Lists agents: whose they are, whether they are accepted, when they were seen.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway agent list --store leeway.db --environment prod",
            "",
            "Exit codes: 0 listed, 2 usage, 4 internal error."
        })
final class AgentListCommand extends LeewayCommand {
    @Option(names = "--environment", paramLabel = "NAME", description = "Those of this environment alone.")
    private @Nullable String environment;

    @Option(names = "--all", description = "Also those that were replaced, and hosts of pools that ended.")
    private boolean all;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        Instant now = surroundings().clock().instant();
        try (Registry registry = store.registry(surroundings())) {
            for (Agent agent : registry.agents()) {
                AgentState state = agent.stateAt(now);
                boolean over = state == AgentState.REPLACED || state == AgentState.EXPIRED;
                if ((all || !over) && (environment == null || environment.equals(agent.environment()))) {
                    out().println(VisibleText.of(line(agent, state)));
                }
            }
        }
        return ExitCodes.OK;
    }

    private static String line(Agent agent, AgentState state) {
        return agent.environment() + "/" + agent.host() + "  " + agent.name() + "  "
                + state.name().toLowerCase(Locale.ROOT)
                + agent.role().map(role -> ", role " + role).orElse("")
                + agent.pool().map(pool -> ", pool " + pool).orElse("")
                + ", joined " + agent.joinedAt().truncatedTo(ChronoUnit.SECONDS)
                + (agent.count() == 0
                        ? ", not heard of since"
                        : ", last seen " + agent.seenAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
