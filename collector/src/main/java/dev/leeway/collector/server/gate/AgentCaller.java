package dev.leeway.collector.server.gate;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.identity.Checked;
import dev.leeway.collector.server.http.Caller;

/**
 * An agent whose signature was verified; its request is not counted yet.
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

    @Override
    public boolean reads(String environment) {
        return false;
    }

    @Override
    public boolean operates(String environment) {
        return false;
    }

    @Override
    public boolean administers(String environment) {
        return false;
    }

    @Override
    public boolean everywhere() {
        return false;
    }
}
