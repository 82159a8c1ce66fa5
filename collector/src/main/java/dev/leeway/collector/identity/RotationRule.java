package dev.leeway.collector.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * Decides what becomes of a key that is to take the place of another, once the request is counted.
 *
 * <p>The new one has all that the old one had, its count as well: so nothing that either of them signed can be sent again. A key that was
 * ever known is not taken, be it of another host, of another environment or an old one of this very host.
 */
public final class RotationRule {
    private RotationRule() {}

    /**
     * What was decided.
     *
     * @param agent that was believed, as it stands after its request
     * @param key it wants to have
     * @param known the agent that has that key or had it, if there is one
     */
    public static RotationResult decide(Agent agent, AgentKey key, Optional<Agent> known, Instant now) {
        if (agent.key().equals(key)) {
            return new RotationResult.Rotated(agent, true);
        }
        if (known.isPresent()) {
            return new RotationResult.Refused(Refusal.KEY_KNOWN, false);
        }
        Agent next = new Agent(
                key.name(),
                key,
                agent.environment(),
                agent.host(),
                agent.role(),
                agent.pool(),
                agent.services(),
                agent.certificate(),
                agent.state(),
                // It is the same host that joined; what it sent since is its own.
                agent.joinedAt(),
                now,
                agent.silence(),
                agent.count(),
                // Tags of machines are made with the key.
                "",
                agent.settled());
        return new RotationResult.Rotated(next, false);
    }
}
