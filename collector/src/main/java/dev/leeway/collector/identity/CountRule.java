package dev.leeway.collector.identity;

import java.time.Instant;
import java.util.Set;

/**
 * Decides whether a verified request is fresh, and whether it shows that two machines use one key.
 *
 * <p>The count comes first: what is not higher was sent before and says nothing about machines, or whoever recorded one old request could
 * have the host shut out by sending it again.
 */
public final class CountRule {
    /** How many earlier starts of a machine are remembered: two that use one key alternate, they do not wait so long. */
    public static final int MACHINES = 32;

    private CountRule() {}

    /**
     * What becomes of a request.
     *
     * @param agent as it stands after every request before
     * @param machines tags it came from before the present one
     */
    public static Advanced decide(Agent agent, Set<String> machines, Advance advance, Instant now) {
        return StateRule.refusal(agent.stateAt(now))
                .map(Advanced::refused)
                .orElseGet(() -> fresh(agent, machines, advance));
    }

    private static Advanced fresh(Agent agent, Set<String> machines, Advance advance) {
        if (advance.count() <= agent.count()) {
            return Advanced.refused(Refusal.REPLAYED);
        }
        if (advance.machine().equals(agent.machine())) {
            return Advanced.ACCEPTED;
        }
        if (advance.machine().isEmpty()) {
            return Advanced.refused(Refusal.MACHINE_UNTOLD);
        }
        return machines.contains(advance.machine()) ? Advanced.CLONED : Advanced.ACCEPTED;
    }
}
