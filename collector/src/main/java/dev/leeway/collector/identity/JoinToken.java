package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a host shows once to become known, as it is remembered.
 *
 * @param hash of the token
 * @param kind whether one host joins by it or a pool of them
 * @param environment every host that joins by it is in
 * @param role they have; empty where each says its own
 * @param host the only one that may join by it; empty for any
 * @param services the only ones hosts of a pool may speak of; empty for any
 * @param silence after which an agent of a pool has ended
 * @param issuedAt when it was made
 * @param expiresAt when it ends by itself; empty for a pool that lasts until it is revoked
 * @param revokedAt when somebody ended it
 * @param redeemedBy the agent that joined by it, of a one-time token
 */
public record JoinToken(
        TokenHash hash,
        Kind kind,
        String environment,
        Optional<String> role,
        Optional<String> host,
        Set<String> services,
        Duration silence,
        Instant issuedAt,
        Optional<Instant> expiresAt,
        Optional<Instant> revokedAt,
        Optional<String> redeemedBy) {
    /** How long a one-time token lasts where nobody says. */
    public static final Duration USUAL = Duration.ofMinutes(10);

    /** How long an agent of a pool may be silent before it has ended, where nobody says: as long as reports leave it in. */
    public static final Duration USUAL_SILENCE = Duration.ofDays(2);

    /** What a token is for. */
    public enum Kind {
        /** One host, once. */
        ONE_TIME,
        /** Hosts that come and go, until it is revoked. */
        POOL
    }

    public JoinToken {
        requireNonNull(hash, "hash is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(role, "role is null");
        requireNonNull(host, "host is null");
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        requireNonNull(silence, "silence is null");
        requireNonNull(issuedAt, "issuedAt is null");
        requireNonNull(expiresAt, "expiresAt is null");
        requireNonNull(revokedAt, "revokedAt is null");
        requireNonNull(redeemedBy, "redeemedBy is null");
        if (kind == Kind.ONE_TIME && expiresAt.isEmpty()) {
            throw new IllegalArgumentException("a one-time token ends by itself");
        }
    }

    /** What it is called in lists and logs. */
    public String id() {
        return hash.id();
    }

    /** Whether a host may still join by it. */
    public boolean isOpen(Instant now) {
        return revokedAt.isEmpty()
                && expiresAt.map(now::isBefore).orElse(true)
                && (kind == Kind.POOL || redeemedBy.isEmpty());
    }
}
