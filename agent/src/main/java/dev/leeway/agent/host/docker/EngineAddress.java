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
 * @param text as messages have it: a socket's path within the host, and never the user that a URL might name
 */
record EngineAddress(URI uri, Optional<Path> certificates, String text) {
    EngineAddress {
        requireNonNull(uri, "uri is null");
        requireNonNull(certificates, "certificates are null");
        requireNonNull(text, "text is null");
    }

    /** One that messages have as it is. */
    EngineAddress(URI uri, Optional<Path> certificates) {
        this(uri, certificates, shown(uri));
    }

    /** Whether it is a socket of this host. */
    boolean local() {
        return uri.getScheme().equals("unix");
    }

    /** The socket's file. */
    Path socket() {
        return Path.of(uri.getPath());
    }

    private static String shown(URI uri) {
        return uri.getScheme().equals("unix")
                ? uri.getPath()
                : uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
