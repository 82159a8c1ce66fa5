package dev.leeway.collector.judge;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Address;
import java.util.List;

/**
 * A fact that was observed and that a rule or invariant speaks of, though it cannot be held against it: it neither keeps
 * nor breaks it.
 *
 * @param environment where
 * @param address of the fact
 * @param hosts that hold it, sorted
 * @param reason why, for people
 * @param drift id of the drift that would be told if it were broken
 */
public record Unjudged(int environment, Address address, List<String> hosts, String reason, String drift) {
    public Unjudged {
        requireNonNull(address, "address is null");
        requireNonNull(reason, "reason is null");
        requireNonNull(drift, "drift is null");
        hosts = hosts.stream().sorted().distinct().toList();
    }
}
