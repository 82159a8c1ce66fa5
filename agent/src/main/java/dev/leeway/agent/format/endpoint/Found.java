package dev.leeway.agent.format.endpoint;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.TreeSet;

/**
 * An endpoint that settings lead to.
 *
 * @param key stable name of the settings: {@code DATABASE_URL}, {@code SPRING_DATASOURCE}, {@code PG}
 * @param endpoint where they lead
 * @param setting the one that says where
 */
public record Found(String key, Endpoint endpoint, Setting setting) {
    public Found {
        requireNonNull(key, "key is null");
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(setting, "setting is null");
    }

    /** Every text it can be known by, for messages: its servers' hosts. */
    public Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        endpoint.servers().forEach(server -> hosts.add(server.host()));
        return hosts;
    }
}
