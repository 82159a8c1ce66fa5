package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a person shows, as it is remembered.
 *
 * @param hash of the token
 * @param person whom it was made for
 * @param role what it permits
 * @param environments it is for; empty for all
 * @param issuedAt when it was made
 * @param expiresAt when it ends by itself
 * @param revokedAt when somebody ended it
 */
public record AccessToken(
        TokenHash hash,
        String person,
        Role role,
        Set<String> environments,
        Instant issuedAt,
        Instant expiresAt,
        Optional<Instant> revokedAt) {
    public AccessToken {
        requireNonNull(hash, "hash is null");
        requireNonNull(person, "person is null");
        requireNonNull(role, "role is null");
        environments = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(environments));
        requireNonNull(issuedAt, "issuedAt is null");
        requireNonNull(expiresAt, "expiresAt is null");
        requireNonNull(revokedAt, "revokedAt is null");
    }

    /** What it is called in lists and logs. */
    public String id() {
        return hash.id();
    }

    /** Whether it permits anything at a moment. */
    public boolean isValid(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }

    /** Whether it permits what takes {@code needed} in one environment. */
    public boolean permits(Role needed, String environment) {
        return role.includes(needed) && (environments.isEmpty() || environments.contains(environment));
    }

    /** Whether it permits what takes {@code needed} and concerns every environment: the audit log, people, the whole report. */
    public boolean permitsEverywhere(Role needed) {
        return role.includes(needed) && environments.isEmpty();
    }
}
