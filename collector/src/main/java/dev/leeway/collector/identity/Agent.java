package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A key that a host has, and what it may speak for.
 *
 * @param name of the key
 * @param key the public one, as it was joined with
 * @param environment its host is in
 * @param host what its host is called
 * @param role its host has
 * @param pool id of the pool's token it joined by; empty for one that stays
 * @param services the only ones it may speak of; empty for any
 * @param certificate SHA-256 in hex of the public key in the client certificate it is bound to, where one was required
 * @param state whether it is accepted
 * @param joinedAt when it became known
 * @param seenAt when its last request was accepted, or it joined
 * @param silence after which it has ended; only of pools
 * @param count of its last accepted request
 * @param machine the tag it came from last; empty where none was told yet
 * @param settled whether something of its host was stored since it joined: until then that may count snapshots anew
 */
public record Agent(
        String name,
        AgentKey key,
        String environment,
        String host,
        Optional<String> role,
        Optional<String> pool,
        Set<String> services,
        Optional<String> certificate,
        AgentState state,
        Instant joinedAt,
        Instant seenAt,
        Optional<Duration> silence,
        long count,
        String machine,
        boolean settled) {
    public Agent {
        requireNonNull(name, "name is null");
        requireNonNull(key, "key is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(host, "host is null");
        requireNonNull(role, "role is null");
        requireNonNull(pool, "pool is null");
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        requireNonNull(certificate, "certificate is null");
        requireNonNull(state, "state is null");
        requireNonNull(joinedAt, "joinedAt is null");
        requireNonNull(seenAt, "seenAt is null");
        requireNonNull(silence, "silence is null");
        requireNonNull(machine, "machine is null");
    }

    /** Whether its host comes and goes: then its silence is its end, and no finding. */
    public boolean isEphemeral() {
        return pool.isPresent();
    }

    /** Its state at a moment: one of a pool that was silent for too long has ended, whether or not that was noted. */
    public AgentState stateAt(Instant now) {
        boolean silent = state == AgentState.ACTIVE
                && silence.map(most -> seenAt.plus(most).isBefore(now)).orElse(false);
        return silent ? AgentState.EXPIRED : state;
    }
}
