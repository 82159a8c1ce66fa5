package dev.leeway.collector.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;

/**
 * Hosts of one environment on which a fact may or may not be.
 *
 * @param pattern of everything that is not known there for the same reason
 * @param hosts sorted
 * @param outcome how the probe fared there
 * @param reason for people
 */
public record Unknown(String pattern, List<String> hosts, Outcome outcome, String reason) {
    public Unknown {
        requireNonNull(pattern, "pattern is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(reason, "reason is null");
        hosts = HostNames.of(hosts);
    }
}
