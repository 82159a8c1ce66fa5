package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Changes whether agents are accepted, each with its entry in the log, in one transaction that is handed in. */
final class Standing {
    private final Instant now;
    private final AgentRows agents;
    private final AuditRows audit;

    Standing(Handle handle, Instant now) {
        this.now = now;
        this.agents = new AgentRows(handle);
        this.audit = new AuditRows(handle);
    }

    boolean revoke(String name, String by) throws StoreException {
        Optional<Agent> found = agents.named(name);
        if (found.isEmpty()) {
            return false;
        }
        Agent agent = found.get();
        Optional<Agent> holder = agent.state() == AgentState.REPLACED ? otherHolder(agent) : Optional.empty();
        if (holder.isPresent()) {
            // Whoever revokes it means the host, which goes on by another key.
            throw new StoreException(
                    name + " was replaced, and is refused; " + holder.get().name() + " has the name "
                            + Issuing.of(agent) + " by now; revoke that one, or leave it so");
        }
        if (agent.state() != AgentState.REVOKED) {
            agents.state(name, AgentState.REVOKED);
            audit.add(now, by, AuditAction.AGENT_REVOKED, name, Issuing.of(agent));
        }
        return true;
    }

    /** Another that has the name of its host by now, and has not ended. */
    private Optional<Agent> otherHolder(Agent agent) {
        return agents.holders(agent.environment(), agent.host()).stream()
                .filter(holder -> !holder.name().equals(agent.name()) && holder.stateAt(now) != AgentState.EXPIRED)
                .findFirst();
    }

    boolean restore(String name, String by) throws StoreException {
        Optional<Agent> found = agents.named(name);
        if (found.isEmpty()) {
            return false;
        }
        Agent agent = found.get();
        Optional<Agent> holder = otherHolder(agent);
        if (holder.isPresent()) {
            throw new StoreException(holder.get().name() + " has the name " + Issuing.of(agent)
                    + " by now; revoke it first, or leave it so");
        }
        if (agent.stateAt(now) != AgentState.ACTIVE) {
            agents.restore(name, now);
            audit.add(now, by, AuditAction.AGENT_RESTORED, name, Issuing.of(agent));
        }
        return true;
    }

    boolean cloned(String name, String why) {
        Optional<Agent> agent = agents.named(name);
        if (agent.isEmpty() || agent.get().state() != AgentState.ACTIVE) {
            return false;
        }
        agents.state(name, AgentState.CLONED);
        audit.add(now, AuditDraft.COLLECTOR, AuditAction.AGENT_CLONED, name, Issuing.of(agent.get()) + ": " + why);
        return true;
    }

    List<Agent> expireSilent() {
        List<Agent> silent = agents.silent(now);
        for (Agent agent : silent) {
            agents.state(agent.name(), AgentState.EXPIRED);
            audit.add(
                    now,
                    AuditDraft.COLLECTOR,
                    AuditAction.AGENT_EXPIRED,
                    agent.name(),
                    Issuing.of(agent) + ", last seen " + agent.seenAt());
        }
        return silent;
    }
}
