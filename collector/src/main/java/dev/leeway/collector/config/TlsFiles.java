package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the collector proves itself by.
 *
 * @param certificate PEM, its own first, then those that lead to an authority
 * @param key PEM, PKCS #8, not encrypted
 * @param clientAuthority PEM; where there is one, whoever connects has to show a certificate it issued
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthority) {
    public TlsFiles {
        requireNonNull(certificate, "certificate is null");
        requireNonNull(key, "key is null");
        requireNonNull(clientAuthority, "clientAuthority is null");
    }
}
