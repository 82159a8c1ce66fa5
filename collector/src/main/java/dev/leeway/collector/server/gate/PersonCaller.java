package dev.leeway.collector.server.gate;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.identity.AccessToken;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.server.http.Caller;

/**
 * A person who showed a token.
 *
 * @param token that was valid then
 */
public record PersonCaller(AccessToken token) implements Caller {
    public PersonCaller {
        requireNonNull(token, "token is null");
    }

    @Override
    public String name() {
        return token.person();
    }

    @Override
    public boolean reads(String environment) {
        return token.permits(Role.READER, environment);
    }

    @Override
    public boolean operates(String environment) {
        return token.permits(Role.OPERATOR, environment);
    }

    @Override
    public boolean administers(String environment) {
        return token.permits(Role.ADMIN, environment);
    }

    @Override
    public boolean everywhere() {
        return token.environments().isEmpty();
    }
}
