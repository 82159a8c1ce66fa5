package dev.leeway.collector.store;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReadingLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Plain bytes behind an input that may be packed; which way is told by its first bytes, never by its name. */
final class Unpacking {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_MAGIC = 4;
    private static final String AGAIN = "copy or take it again";

    private final String name;
    private final InputStream plain;
    private final boolean packed;

    private Unpacking(String name, InputStream plain, boolean packed) {
        this.name = name;
        this.plain = plain;
        this.packed = packed;
    }

    /**
     * Starts to unpack {@code raw}, which is not closed.
     *
     * @throws FormatException when it cannot be read or is packed in a way that cannot be unpacked here
     */
    static Unpacking of(InputStream raw, String name, ReadingLimits limits) throws FormatException {
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
        try {
            buffered.mark(LONGEST_MAGIC);
            byte[] magic = buffered.readNBytes(LONGEST_MAGIC);
            buffered.reset();
            if (startsWith(magic, 0x1F, 0x8B)) {
                CountedInput counted = new CountedInput(buffered);
                InputStream inflating = new GZIPInputStream(counted, BUFFER);
                return new Unpacking(name, new InflatedInput(inflating, counted, limits), true);
            }
            if (startsWith(magic, 0x28, 0xB5, 0x2F, 0xFD)) {
                CountedInput counted = new CountedInput(buffered);
                InputStream inflating = ZstdInput.open(counted, name);
                return new Unpacking(name, new InflatedInput(inflating, counted, limits), true);
            }
            return new Unpacking(name, buffered, false);
        } catch (IOException e) {
            throw new FormatException(name, "", "cannot be read", "check the file and its disk, or the connection", e);
        }
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The plain bytes. */
    InputStream plain() {
        return plain;
    }

    /** What {@code failure} comes down to, when unpacking is what led to it. */
    FormatException told(FormatException failure) {
        Throwable cause = failure.getCause();
        if (cause instanceof InflatedInput.TooLargeException) {
            return new FormatException(name, "", "unpacks to far more than a snapshot holds", AGAIN, cause);
        }
        if (packed && cause instanceof IOException) {
            return new FormatException(name, "", "its packing is damaged or cut short", AGAIN, cause);
        }
        return failure;
    }
}
