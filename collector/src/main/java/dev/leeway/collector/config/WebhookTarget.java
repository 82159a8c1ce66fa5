package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Any server that takes JSON.
 *
 * @param url its address; empty where that is a secret
 * @param urlFile where its address is; one of both
 * @param secret where the secret is that messages are signed with
 * @param allowPrivate whether it may be on this machine or in a private network, and be reached without TLS there
 * @param authority PEM of the authority that issued the server's certificate, where the machine does not know it
 */
public record WebhookTarget(
        Optional<URI> url,
        Optional<SecretFile> urlFile,
        Optional<SecretFile> secret,
        boolean allowPrivate,
        Optional<Path> authority)
        implements Target {
    public WebhookTarget {
        requireNonNull(url, "url is null");
        requireNonNull(urlFile, "urlFile is null");
        requireNonNull(secret, "secret is null");
        requireNonNull(authority, "authority is null");
    }

    @Override
    public String kind() {
        return "webhook";
    }
}
