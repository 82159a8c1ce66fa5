package dev.leeway.agent.host.image;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How bytes are packed, as their beginning tells. */
enum Packing {
    NONE,
    GZIP,
    ZSTD,
    /** Known by sight, and not read. */
    XZ,
    BZIP2;

    static final int LOOK = 6;
    private static final int BUFFER = 1 << 16;

    /** What begins with {@code head}. */
    static Packing of(byte[] head, int length) {
        if (begins(head, length, 0x1f, 0x8b)) {
            return GZIP;
        }
        // A frame to be skipped may come first.
        if (begins(head, length, 0x28, 0xb5, 0x2f, 0xfd)
                || (length > 3 && (head[0] & 0xf0) == 0x50 && begins(head, length, head[0] & 0xff, 0x2a, 0x4d, 0x18))) {
            return ZSTD;
        }
        if (begins(head, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        return begins(head, length, 'B', 'Z', 'h') ? BZIP2 : NONE;
    }

    private static boolean begins(byte[] head, int length, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= length || (head[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** What is packed in {@code in}. */
    InputStream unpack(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZSTD -> new ZstdInputStream(new ZstdFrames(in));
            case XZ, BZIP2 -> throw new IOException("packed in a way that is not read");
        };
    }
}
