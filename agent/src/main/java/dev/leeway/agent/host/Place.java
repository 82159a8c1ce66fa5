package dev.leeway.agent.host;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Where a path inside a jail ended up.
 *
 * @param inside the path within the root, free of links, {@code .} and {@code ..}
 * @param real the same place as the running system names it
 * @param attributes of what lay there, a final link unfollowed
 */
record Place(String inside, Path real, BasicFileAttributes attributes) {
    Place {
        requireNonNull(inside, "inside is null");
        requireNonNull(real, "real is null");
        requireNonNull(attributes, "attributes is null");
    }

    /** Whether what lies there now is what lay there when it was found. */
    boolean isStillThere() throws IOException {
        BasicFileAttributes now = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return now.isRegularFile() == attributes.isRegularFile() && Objects.equals(now.fileKey(), attributes.fileKey());
    }
}
