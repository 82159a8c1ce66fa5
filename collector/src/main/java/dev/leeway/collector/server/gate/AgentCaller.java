package dev.leeway.collector.server.gate;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.identity.Checked;
import dev.leeway.collector.server.http.Caller;

/**
 * An agent whose signature was verified; its request is not counted yet. Of what people may do it may nothing.
 *
 * @param verified what was found
 */
public record AgentCaller(Checked.Verified verified) implements Caller {
    public AgentCaller {
        requireNonNull(verified, "verified is null");
    }

    @Override
    public String name() {
        return verified.agent().name();
    }
}
