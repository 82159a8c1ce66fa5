package dev.leeway.agent.host.image;

import dev.leeway.schema.json.FormatException;
import java.io.Closeable;
import java.util.Optional;

/** Where the parts of saved images lie: members of an archive, or files of a directory. */
interface ImageStore extends Closeable {
    /** The member of that name, which has no leading slash; empty when there is none. */
    Optional<Extent> find(String name) throws FormatException;
}
