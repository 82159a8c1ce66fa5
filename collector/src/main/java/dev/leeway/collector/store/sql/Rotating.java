package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Advance;
import dev.leeway.collector.identity.Advanced;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentKey;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.RotationResult;
import dev.leeway.collector.identity.RotationRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Puts one key in the place of another, with its entry in the log, in one transaction that is handed in. */
final class Rotating {
    private final Handle handle;
    private final Instant now;
    private final AgentRows agents;

    Rotating(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
        this.agents = new AgentRows(handle);
    }

    RotationResult rotate(Advance advance, AgentKey key) {
        Advanced counted = new Counting(handle, now).all(List.of(advance)).get(0);
        if (counted.refusal().isPresent()) {
            return new RotationResult.Refused(counted.refusal().get(), counted.newlyCloned());
        }
        Agent agent = agents.named(advance.agent()).orElseThrow();
        Optional<Agent> known = agents.named(key.name());
        RotationResult result = RotationRule.decide(agent, key, known, now);
        if (result instanceof RotationResult.Rotated rotated && !rotated.again()) {
            agents.state(agent.name(), AgentState.REPLACED);
            agents.add(rotated.agent());
            new AuditRows(handle)
                    .add(
                            now,
                            agent.name(),
                            AuditAction.AGENT_ROTATED,
                            Issuing.of(agent),
                            "now " + rotated.agent().name());
        }
        return result;
    }
}
