package dev.leeway.collector.store;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** Unpacks zstd; the only class that touches its library, so that nothing else pays for loading it. */
final class ZstdInput {
    private ZstdInput() {}

    /**
     * The bytes packed in {@code in}.
     *
     * @throws FormatException when the library's native part cannot be loaded
     */
    static InputStream open(InputStream in, String name) throws IOException, FormatException {
        try {
            return new ZstdCompressorInputStream(in);
        } catch (LinkageError e) {
            // The native part is unpacked into the temporary directory, where a mount option may forbid to run it.
            throw new FormatException(
                    name,
                    "",
                    "is packed with zstd, whose library could not be loaded from the temporary directory",
                    "name one that may hold programs, LEEWAY_JAVA_OPTS=-Djava.io.tmpdir=DIR, or unpack it first: zstd -d",
                    e);
        }
    }
}
