package dev.leeway.collector.cli;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Requirement;
import java.util.List;

/** What a gate asks of the two sides beyond a comparison of them. */
final class Gate {
    /** A release meets its variables first, and an agent that may read none of them looks like parity. */
    private static final String VARIABLES = "env[*]/**";

    private Gate() {}

    /** The policy, with what must have been seen where it says nothing of that itself. */
    static Policy requiring(Policy policy) {
        if (!policy.require().isEmpty()) {
            return policy;
        }
        Requirement variables = new Requirement(AddressPattern.parse(VARIABLES), true, new Origin("leeway gate", 1));
        return policy.requiring(List.of(variables));
    }
}
