package dev.leeway.schema.json;

import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Snapshots as JSON: {@code leeway/snapshot/1}. */
public final class SnapshotJson {
    private SnapshotJson() {}

    /**
     * Reads a snapshot within {@link ReadingLimits#DEFAULT} and verifies its ids.
     *
     * @param in JSON in UTF-8, plain or as gzip; not closed
     * @param sourceName what people know it by, for messages
     * @throws FormatException naming the place, when it is not a snapshot this release can read, was changed, or the
     *     stream fails
     */
    public static Snapshot read(InputStream in, String sourceName) throws FormatException {
        return read(in, sourceName, ReadingLimits.DEFAULT);
    }

    /** Reads a snapshot within these limits. */
    public static Snapshot read(InputStream in, String sourceName, ReadingLimits limits) throws FormatException {
        return new SnapshotReader(new JsonIn(in, sourceName, limits)).read();
    }

    /** Writes a snapshot: same snapshot, same bytes. The stream is not closed. */
    public static void write(Snapshot snapshot, OutputStream to) throws IOException {
        JsonOut.writing(to, out -> new SnapshotWriter(out).write(snapshot));
    }
}
