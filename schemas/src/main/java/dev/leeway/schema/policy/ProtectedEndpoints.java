package dev.leeway.schema.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Endpoints that commands of other environments must not reach.
 *
 * @param environment whose they are, as the policy writes it
 * @param endpoints host, port and database as in {@code db-prod-1:5432/shop}; port and database may be left out, and
 *     {@code *} stands for any text
 */
public record ProtectedEndpoints(String environment, List<String> endpoints) {
    public ProtectedEndpoints {
        requireNonNull(environment, "environment is null");
        endpoints = List.copyOf(endpoints);
    }
}
