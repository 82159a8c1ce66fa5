package dev.leeway.collector.store.sql;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.AgentState;
import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.JoinResult;
import dev.leeway.collector.identity.JoinRule;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.Joining;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes, ends and redeems tokens, each with its entry in the log, in one transaction that is handed in. */
final class Issuing {
    private final Instant now;
    private final TokenRows tokens;
    private final AgentRows agents;
    private final AuditRows audit;

    Issuing(Handle handle, Instant now) {
        this.now = now;
        this.tokens = new TokenRows(handle);
        this.agents = new AgentRows(handle);
        this.audit = new AuditRows(handle);
    }

    boolean issue(JoinToken token, String by) {
        tokens.add(token);
        StringBuilder what = new StringBuilder(token.kind() == JoinToken.Kind.POOL ? "pool, " : "one host, ")
                .append(token.environment());
        token.role().ifPresent(role -> what.append(", role ").append(role));
        token.host().ifPresent(host -> what.append(", host ").append(host));
        if (!token.services().isEmpty()) {
            what.append(", services ").append(String.join(" ", token.services()));
        }
        token.expiresAt().ifPresent(end -> what.append(", until ").append(end));
        audit.add(now, by, AuditAction.TOKEN_ISSUED, token.id(), what.toString());
        return true;
    }

    boolean issue(AccessToken token, String by) {
        tokens.add(token);
        String where = token.environments().isEmpty() ? "all environments" : String.join(" ", token.environments());
        String what = token.role().name().toLowerCase(Locale.ROOT) + " " + token.person() + ", " + where + ", until "
                + token.expiresAt();
        audit.add(now, by, AuditAction.TOKEN_ISSUED, token.id(), what);
        return true;
    }

    boolean revoke(String id, boolean withAgents, String by) {
        boolean there = tokens.joining(id).isPresent() || tokens.access(id).isPresent();
        if (there && tokens.revoke(id, now)) {
            audit.add(now, by, AuditAction.TOKEN_REVOKED, id, "");
        }
        if (there && withAgents) {
            for (Agent agent : agents.ofPool(id)) {
                agents.state(agent.name(), AgentState.REVOKED);
                audit.add(now, by, AuditAction.AGENT_REVOKED, agent.name(), of(agent) + ", with its pool " + id);
            }
        }
        return there;
    }

    JoinResult join(Joining joining) {
        Optional<JoinToken> token = tokens.joining(joining.token());
        Optional<Agent> sameKey = agents.named(joining.key().name());
        List<Agent> holders = token.map(shown -> agents.holders(shown.environment(), joining.host()))
                .orElse(List.of());
        JoinRule.Decision decision =
                JoinRule.decide(joining, token, sameKey, holders.stream().findFirst(), now);
        if (token.isPresent() && !decision.again() && decision.result() instanceof JoinResult.Joined joined) {
            write(token.get(), joined.agent(), holders);
        }
        return decision.result();
    }

    private void write(JoinToken token, Agent agent, List<Agent> holders) {
        for (Agent before : holders) {
            AgentState state = before.stateAt(now) == AgentState.EXPIRED ? AgentState.EXPIRED : AgentState.REPLACED;
            agents.state(before.name(), state);
            AuditAction action = state == AgentState.EXPIRED ? AuditAction.AGENT_EXPIRED : AuditAction.AGENT_REPLACED;
            audit.add(now, agent.name(), action, before.name(), of(before));
        }
        agents.add(agent);
        if (token.kind() == JoinToken.Kind.ONE_TIME) {
            tokens.redeemed(token.id(), agent.name());
        }
        audit.add(now, agent.name(), AuditAction.AGENT_JOINED, of(agent), "by " + token.id());
    }

    /** Whose it is, for people. */
    static String of(Agent agent) {
        return agent.environment() + "/" + agent.host()
                + agent.role().map(role -> " as " + role).orElse("");
    }
}
