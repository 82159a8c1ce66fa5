package dev.leeway.collector.store.git;

import java.io.IOException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Bytes of objects, within bounds: a clone may come from anybody. */
final class Content {
    /** No file of a mirror is larger than a snapshot may be. */
    private static final int LARGEST = 192 << 20;

    private Content() {}

    /**
     * The content of an object.
     *
     * @throws IOException when it is missing, damaged, of another type, or too large to be one of a mirror
     */
    static byte[] of(AnyObjectId id, int type, ObjectReader reader) throws IOException {
        try {
            return reader.open(id, type).getCachedBytes(LARGEST);
        } catch (LargeObjectException e) {
            throw new CorruptObjectException(id.name() + " is larger than a file of a mirror can be", e);
        }
    }
}
