package dev.leeway.collector.store;

import dev.leeway.collector.sbom.DocumentKind;
import dev.leeway.schema.json.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Looks at the beginning of a document and leaves it as it was. */
final class Beginning {
    private Beginning() {}

    /**
     * The kind of the document {@code in} begins with, through gzip where it is packed so.
     *
     * @param in a stream that can be marked
     * @throws FormatException when it cannot be read at all
     */
    static DocumentKind kind(InputStream in, String name) throws FormatException {
        try {
            in.mark(DocumentKind.BEGINNING);
            byte[] beginning = in.readNBytes(DocumentKind.BEGINNING);
            in.reset();
            boolean gzip = beginning.length > 2 && beginning[0] == (byte) 0x1F && beginning[1] == (byte) 0x8B;
            return DocumentKind.of(gzip ? unpacked(beginning) : beginning);
        } catch (IOException e) {
            throw new FormatException(name, "", "cannot be read", "check the file and its disk, or the connection", e);
        }
    }

    /** As much as can be unpacked of a beginning that may end anywhere; damage is for the reader to tell. */
    private static byte[] unpacked(byte[] beginning) {
        byte[] unpacked = new byte[DocumentKind.BEGINNING];
        int length = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(beginning))) {
            int read = 0;
            while (read >= 0 && length < unpacked.length) {
                read = in.read(unpacked, length, unpacked.length - length);
                length += Math.max(read, 0);
            }
        } catch (IOException e) {
            // The beginning ends before the document does.
        }
        return Arrays.copyOf(unpacked, length);
    }
}
