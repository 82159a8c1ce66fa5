package dev.leeway.collector.identity;

import java.util.Optional;

/** Why agents that are not accepted are not. */
final class StateRule {
    private StateRule() {}

    static Optional<Refusal> refusal(AgentState state) {
        return switch (state) {
            case ACTIVE -> Optional.empty();
            case REVOKED -> Optional.of(Refusal.REVOKED);
            case CLONED -> Optional.of(Refusal.CLONED);
            case REPLACED -> Optional.of(Refusal.REPLACED);
            case EXPIRED -> Optional.of(Refusal.EXPIRED);
        };
    }
}
