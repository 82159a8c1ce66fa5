package dev.leeway.collector.cli;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.FormatException;
import java.util.List;
import java.util.stream.Collectors;

/** Agents that a command line names. A host may have had several, so its name is not theirs. */
final class NamedAgents {
    private NamedAgents() {}

    /**
     * Looks whether all are known, before anything is done to one.
     *
     * @throws CommandFailure naming the first that is not, and where that is a host, the agents it has or had
     */
    static void check(List<String> names, Registry registry) throws CommandFailure, StoreException {
        for (String name : names) {
            if (registry.agent(name).isEmpty()) {
                String ofHost = registry.agents().stream()
                        .filter(agent -> name.equals(agent.host()) || name.equals(host(agent)))
                        .map(agent -> agent.name() + " (" + host(agent) + ")")
                        .collect(Collectors.joining(", "));
                throw new CommandFailure(
                        "there is no agent '" + FormatException.shown(name) + "', and nothing was done; "
                                + (ofHost.isEmpty()
                                        ? "leeway agent list --all names those there are"
                                        : "hosts are not named here but their agents: " + ofHost));
            }
        }
    }

    private static String host(Agent agent) {
        return agent.environment() + "/" + agent.host();
    }
}
