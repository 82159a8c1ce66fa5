package dev.leeway.agent.probe.config;

import static java.util.Objects.requireNonNull;

/**
 * A file of settings on the class path of a service.
 *
 * @param file what it is called, and where it lies: {@code /srv/shop/app.jar!/application.yml} within an archive
 * @param content of at most a mebibyte
 */
record PackedFile(ConfigFile file, byte[] content) {
    PackedFile {
        requireNonNull(file, "file is null");
        requireNonNull(content, "content is null");
    }
}
