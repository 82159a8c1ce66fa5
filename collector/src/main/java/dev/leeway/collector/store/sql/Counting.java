package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Advance;
import dev.leeway.collector.identity.Advanced;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.CountRule;
import dev.leeway.collector.identity.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts a group of requests, in one transaction that is handed in. */
final class Counting {
    private final Handle handle;
    private final Instant now;
    private final AgentRows rows;

    Counting(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
        this.rows = new AgentRows(handle);
    }

    List<Advanced> all(List<Advance> group) {
        Map<String, Agent> agents =
                rows.named(group.stream().map(Advance::agent).toList());
        Map<String, Agent> counted = new HashMap<>();
        List<Advanced> outcomes = new ArrayList<>(group.size());
        for (Advance advance : group) {
            @Nullable Agent agent = agents.get(advance.agent());
            if (agent == null) {
                outcomes.add(Advanced.refused(Refusal.UNKNOWN_AGENT));
                continue;
            }
            Advanced outcome = CountRule.decide(agent, machines(agent, advance), advance, now);
            outcomes.add(outcome);
            if (outcome.accepted()) {
                Agent next = accepted(agent, advance);
                agents.put(next.name(), next);
                counted.put(next.name(), next);
            } else if (outcome.newlyCloned()) {
                new Standing(handle, now).cloned(agent.name(), "a start of a machine came back after another was seen");
                Agent cloned = with(agent, AgentState.CLONED, advance.count(), agent.machine(), agent.seenAt());
                agents.put(agent.name(), cloned);
                counted.put(agent.name(), cloned);
            }
        }
        // Counts of those just marked as well: what showed it shall not be sent again once the agent is restored.
        rows.counted(counted.values());
        return outcomes;
    }

    /** Asked for only where the machine changed, which is once for each start of it. */
    private Set<String> machines(Agent agent, Advance advance) {
        return advance.machine().equals(agent.machine()) ? Set.of() : rows.machines(agent.name());
    }

    private Agent accepted(Agent agent, Advance advance) {
        if (!agent.machine().isEmpty() && !agent.machine().equals(advance.machine())) {
            rows.left(agent.name(), agent.machine());
        }
        return with(agent, agent.state(), advance.count(), advance.machine(), now);
    }

    private static Agent with(Agent agent, AgentState state, long count, String machine, Instant seen) {
        return new Agent(
                agent.name(),
                agent.key(),
                agent.environment(),
                agent.host(),
                agent.role(),
                agent.pool(),
                agent.services(),
                agent.certificate(),
                state,
                agent.joinedAt(),
                seen,
                agent.silence(),
                count,
                machine,
                agent.settled());
    }
}
