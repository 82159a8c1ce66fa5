package dev.leeway.agent.host.docker;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an engine is reached.
 *
 * @param uri {@code unix:///run/docker.sock}, {@code tcp://engine:2376}
 * @param certificates directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; present when TLS is spoken
 */
record EngineAddress(URI uri, Optional<Path> certificates) {
    EngineAddress {
        requireNonNull(uri, "uri is null");
        requireNonNull(certificates, "certificates are null");
    }

    /** Whether it is a socket of this host. */
    boolean local() {
        return uri.getScheme().equals("unix");
    }

    /** The socket's file. */
    Path socket() {
        return Path.of(uri.getPath());
    }

    /** As messages have it; without the user that a URL might name. */
    String text() {
        return local()
                ? uri.getPath()
                : uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
