package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Severity;

/**
 * A drift of the previous report that is no more.
 *
 * @param id as then
 * @param address as then
 * @param severity as then
 * @param summary as then
 */
public record ResolvedDrift(String id, Address address, Severity severity, String summary) {
    public ResolvedDrift {
        requireNonNull(id, "id is null");
        requireNonNull(address, "address is null");
        requireNonNull(severity, "severity is null");
        requireNonNull(summary, "summary is null");
    }
}
