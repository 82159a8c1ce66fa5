package dev.leeway.agent.host.image;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.HostFiles;
import java.io.Closeable;
import java.util.Optional;

/**
 * One image, open for reading.
 *
 * @param image what it says of itself; without subjects
 * @param digest of its manifest, where the file has one
 * @param files that its layers make
 * @param file it lies in
 */
public record OpenImage(EngineImage image, Optional<String> digest, HostFiles files, ImageFile file)
        implements Closeable {
    public OpenImage {
        requireNonNull(image, "image is null");
        requireNonNull(digest, "digest is null");
        requireNonNull(files, "files are null");
        requireNonNull(file, "file is null");
    }

    @Override
    public void close() {
        file.close();
    }
}
