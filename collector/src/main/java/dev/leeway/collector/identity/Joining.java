package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A host that wants to become known; its signature was verified with the key it brings.
 *
 * @param token the hash of what it showed
 * @param key it wants to be known by
 * @param host what it is called
 * @param environment it says it is in; empty where it leaves that to the token
 * @param role it says it has
 * @param certificate SHA-256 in hex of the public key in the client certificate of the connection, where one was required
 */
public record Joining(
        TokenHash token,
        AgentKey key,
        String host,
        Optional<String> environment,
        Optional<String> role,
        Optional<String> certificate) {
    public Joining {
        requireNonNull(token, "token is null");
        requireNonNull(key, "key is null");
        requireNonNull(host, "host is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(role, "role is null");
        requireNonNull(certificate, "certificate is null");
    }
}
