package dev.leeway.collector.cli;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code leeway token revoke}: ends tokens. */
@Command(
        name = "revoke",
        description = "Ends tokens; hosts that joined by them stay, unless it is said otherwise.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway token revoke t-7f3c12ab90de --store leeway.db",
            "",
            "Exit codes: 0 revoked, 2 usage or no such token, 4 internal error."
        })
final class TokenRevokeCommand extends LeewayCommand {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "What leeway token list calls it.")
    private List<String> ids = List.of();

    @Option(names = "--with-agents", description = "Refuse the agents too that joined by a pool's token.")
    private boolean withAgents;

    @Mixin
    private final StoreFlags store = new StoreFlags();

    @Override
    int run() throws CommandFailure, FormatException, StoreException {
        List<String> unknown = new ArrayList<>();
        List<String> revoked = new ArrayList<>();
        List<Agent> agents;
        try (Registry registry = store.registry(surroundings())) {
            for (String id : ids) {
                (registry.revokeToken(id, withAgents, AuditDraft.STORE) ? revoked : unknown).add(id);
            }
            agents = registry.agents();
        }
        if (!unknown.isEmpty()) {
            throw new CommandFailure("there is no token '" + FormatException.shown(unknown.get(0))
                    + "'; leeway token list names those" + " there are"
                    + (revoked.isEmpty() ? "" : "; the others are revoked"));
        }
        revoked.forEach(id -> out().println(id + " revoked"));
        out().flush();
        Instant now = surroundings().clock().instant();
        revoked.forEach(id -> staying(id, agents, now).ifPresent(err()::println));
        return ExitCodes.OK;
    }

    /** Whoever ends a pool's token may think that its hosts have ended with it. */
    private static Optional<String> staying(String token, List<Agent> agents, Instant now) {
        long active = agents.stream()
                .filter(agent -> agent.pool().equals(Optional.of(token)))
                .filter(agent -> agent.stateAt(now) == AgentState.ACTIVE)
                .count();
        return active == 0
                ? Optional.empty()
                : Optional.of(Main.NAME + ": " + token + ": " + Quantity.of(active, "agent")
                        + (active == 1 ? " that joined by it is" : " that joined by it are")
                        + " accepted as before; to end that as well: leeway token revoke --with-agents " + token);
    }
}
