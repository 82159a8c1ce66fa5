package dev.leeway.collector.align;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;

/**
 * Hosts of one environment on which a section was not observed.
 *
 * @param hosts sorted, never empty
 * @param outcome how the probe fared there
 * @param reason why, for people
 */
public record UnseenHosts(List<String> hosts, Outcome outcome, String reason) {
    /** Why a section that is not in a snapshot at all was not observed. */
    public static final String NOT_IN_SNAPSHOT = "not in the snapshot, left out or not known to that agent";
    /** Why there is nothing about a service that a host knows of and does not run. */
    public static final String NOT_RUNNING = "it does not run there";
    /** Why nothing is told of the inside of a container where a service runs in none. */
    public static final String IN_NO_CONTAINER = "it runs in no container there";

    public UnseenHosts {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(reason, "reason is null");
        hosts = HostNames.of(hosts);
    }
}
