package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A service that was observed and that no host which still delivers observes any more. Nobody saw that it is gone: that would be a difference.
 *
 * @param service its canonical name
 * @param environment it was observed in, canonical
 * @param lastSeen when what was observed of it last arrived, or the moment of the report that told of it last
 * @param since when it began to count as silent: after the time the report waits for snapshots, at once where hosts in time cannot see it any more;
 *     empty where nobody knows
 * @param hosts sorted names of the hosts that observed it last; empty where nobody knows
 * @param owner who answers for it, as the policy has it
 */
public record SilentService(
        String service,
        String environment,
        Instant lastSeen,
        Optional<Instant> since,
        List<String> hosts,
        Optional<String> owner) {
    public SilentService {
        requireNonNull(service, "service is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(lastSeen, "lastSeen is null");
        requireNonNull(since, "since is null");
        requireNonNull(owner, "owner is null");
        hosts = HostNames.of(hosts);
    }

    /** One of which nobody knows since when it is silent. */
    public SilentService(
            String service, String environment, Instant lastSeen, List<String> hosts, Optional<String> owner) {
        this(service, environment, lastSeen, Optional.empty(), hosts, owner);
    }
}
