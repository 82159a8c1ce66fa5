package dev.leeway.collector.store;

import dev.leeway.schema.json.BoundedInflation;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReadingLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Unpacks what the readers of JSON do not: zstd. Which way an input is packed is told by its first bytes, never by its
 * name.
 */
final class Unpacking {
    private static final int BUFFER = 1 << 16;
    private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

    private Unpacking() {}

    /**
     * {@code raw}, unpacked within limits where it is packed with zstd; not closed.
     *
     * @throws FormatException when it cannot be read, or not be unpacked on this machine
     */
    static InputStream of(InputStream raw, String name) throws FormatException {
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
        try {
            buffered.mark(ZSTD.length);
            byte[] magic = buffered.readNBytes(ZSTD.length);
            buffered.reset();
            return Arrays.equals(magic, ZSTD)
                    ? new BufferedInputStream(
                            BoundedInflation.open(buffered, ZstdInput::new, ReadingLimits.DEFAULT), BUFFER)
                    : buffered;
        } catch (UnusableLibraryException e) {
            throw new FormatException(
                    name,
                    "",
                    "is packed with zstd, whose library could not be loaded from the temporary directory",
                    "name one that may hold programs, LEEWAY_JAVA_OPTS=-Djava.io.tmpdir=DIR, or unpack it: zstd -d",
                    e);
        } catch (IOException e) {
            throw new FormatException(name, "", "cannot be read", "check the file and its disk, or the connection", e);
        }
    }
}
