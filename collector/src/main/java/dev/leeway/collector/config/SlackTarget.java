package dev.leeway.collector.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * An incoming webhook of Slack or of what is compatible with it.
 *
 * @param url where its address is, which is a secret
 * @param allowPrivate whether it may be on this machine or in a private network, and be reached without TLS there
 * @param authority PEM of the authority that issued the server's certificate, where the machine does not know it
 */
public record SlackTarget(SecretFile url, boolean allowPrivate, Optional<Path> authority) implements Target {
    public SlackTarget {
        requireNonNull(url, "url is null");
        requireNonNull(authority, "authority is null");
    }

    @Override
    public String kind() {
        return "slack";
    }
}
