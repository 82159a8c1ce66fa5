package dev.leeway.collector.sbom;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What is wanted of a bill of materials.
 *
 * @param service whose libraries it lists; of all services and the host where empty
 * @param packages whether the packages of the operating system are listed, which are no service's
 * @param version of CycloneDX that it is written in
 * @param release of Leeway that writes it, as {@code 1.0.0}
 */
public record BillRequest(Optional<String> service, boolean packages, BillVersion version, String release) {
    public BillRequest {
        requireNonNull(service, "service is null");
        requireNonNull(version, "version is null");
        requireNonNull(release, "release is null");
    }
}
