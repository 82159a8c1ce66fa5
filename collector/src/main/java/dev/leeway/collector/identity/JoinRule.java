package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides who joins.
 *
 * <p>The name of a host belongs to the agent that has it. It is given to another only for a token made for that very host; and within a pool,
 * to whoever shows the pool's token, which is what a pool is. So nobody with a pool's token takes over a host that joined by itself.
 */
public final class JoinRule {
    private JoinRule() {}

    /**
     * What was decided.
     *
     * @param result who joined, or why nobody did
     * @param again whether the very same was answered before, so that nothing has to be written
     * @param replaced the agent that loses its host's name by it
     */
    public record Decision(JoinResult result, boolean again, Optional<String> replaced) {
        public Decision {
            requireNonNull(result, "result is null");
            requireNonNull(replaced, "replaced is null");
        }

        private static Decision refused(Refusal refusal) {
            return new Decision(new JoinResult.Refused(refusal), false, Optional.empty());
        }
    }

    /**
     * What becomes of a host that wants to join.
     *
     * @param token that has the hash it showed, if there is one
     * @param sameKey the agent that has the key it brings, if there is one
     * @param holder the accepted or cloned agent that has its host's name in the token's environment, if there is one
     */
    public static Decision decide(
            Joining joining, Optional<JoinToken> token, Optional<Agent> sameKey, Optional<Agent> holder, Instant now) {
        if (token.isEmpty() || !token.get().hash().matches(joining.token())) {
            return Decision.refused(Refusal.UNKNOWN_TOKEN);
        }
        JoinToken shown = token.get();
        Optional<Refusal> unfit = unfit(joining, shown, now);
        if (unfit.isPresent()) {
            return Decision.refused(unfit.get());
        }
        Agent agent = agent(joining, shown, now);
        if (sameKey.isPresent()) {
            return sameKey(sameKey.get(), agent, shown, now);
        }
        if (shown.redeemedBy().isPresent()) {
            return Decision.refused(Refusal.USED_TOKEN);
        }
        Optional<Agent> before = holder.filter(other -> other.stateAt(now) != AgentState.EXPIRED);
        if (before.isPresent() && !mayReplace(shown, before.get())) {
            return Decision.refused(Refusal.NAME_TAKEN);
        }
        return new Decision(new JoinResult.Joined(agent), false, holder.map(Agent::name));
    }

    private static Optional<Refusal> unfit(Joining joining, JoinToken token, Instant now) {
        boolean named = Stream.of(Optional.of(joining.host()), joining.environment(), joining.role())
                .flatMap(Optional::stream)
                .allMatch(Names::isName);
        if (!named) {
            return Optional.of(Refusal.NAME_SHAPE);
        }
        if (token.revokedAt().isPresent()
                || token.expiresAt().map(end -> !now.isBefore(end)).orElse(false)) {
            return Optional.of(Refusal.ENDED_TOKEN);
        }
        boolean other = joining.environment()
                        .map(said -> !said.equals(token.environment()))
                        .orElse(false)
                || token.host().map(said -> !said.equals(joining.host())).orElse(false)
                || (token.role().isPresent()
                        && joining.role().isPresent()
                        && !token.role().equals(joining.role()));
        return other ? Optional.of(Refusal.OTHER_TOKEN) : Optional.empty();
    }

    private static Agent agent(Joining joining, JoinToken token, Instant now) {
        boolean pool = token.kind() == JoinToken.Kind.POOL;
        return new Agent(
                joining.key().name(),
                joining.key(),
                token.environment(),
                joining.host(),
                token.role().or(joining::role),
                pool ? Optional.of(token.id()) : Optional.empty(),
                pool ? token.services() : Set.of(),
                joining.certificate(),
                AgentState.ACTIVE,
                now,
                now,
                pool ? Optional.of(token.silence()) : Optional.empty(),
                0,
                "",
                false);
    }

    /** An answer that was lost is given again; a key whose count would begin anew is not taken, or what it once signed could be sent again. */
    private static Decision sameKey(Agent before, Agent asked, JoinToken token, Instant now) {
        boolean same = before.stateAt(now) == AgentState.ACTIVE
                && before.key().equals(asked.key())
                && before.environment().equals(asked.environment())
                && before.host().equals(asked.host())
                && before.role().equals(asked.role())
                && before.certificate().equals(asked.certificate());
        boolean byIt = before.pool().map(token.id()::equals).orElse(false)
                || token.redeemedBy().map(before.name()::equals).orElse(false);
        return same && byIt
                ? new Decision(new JoinResult.Joined(before), true, Optional.empty())
                : Decision.refused(Refusal.KEY_KNOWN);
    }

    private static boolean mayReplace(JoinToken token, Agent holder) {
        return token.kind() == JoinToken.Kind.POOL
                ? holder.pool().map(token.id()::equals).orElse(false)
                : token.host().isPresent();
    }
}
