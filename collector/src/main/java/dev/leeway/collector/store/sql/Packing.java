package dev.leeway.collector.store.sql;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Packs stored bytes with zstd; the first byte says how they are packed. */
final class Packing {
    private static final byte PLAIN = 0;
    private static final byte ZSTD = 1;
    private static final int LEVEL = 3;
    private static final long MOST_BYTES = 128L << 20;

    /** Making what unpacks costs more than unpacking a section with it. */
    private static final Queue<ZstdDecompressCtx> IDLE = new ConcurrentLinkedQueue<>();

    private Packing() {}

    /** {@code bytes}, packed where that makes them shorter. */
    static byte[] pack(byte[] bytes) {
        byte[] packed = Zstd.compress(bytes, LEVEL);
        boolean shorter = packed.length < bytes.length;
        byte[] content = shorter ? packed : bytes;
        byte[] tagged = new byte[content.length + 1];
        tagged[0] = shorter ? ZSTD : PLAIN;
        System.arraycopy(content, 0, tagged, 1, content.length);
        return tagged;
    }

    /**
     * What was packed.
     *
     * @throws DamagedException when it cannot be unpacked
     */
    static byte[] unpack(byte[] tagged) throws DamagedException {
        if (tagged.length == 0 || tagged[0] < PLAIN || tagged[0] > ZSTD) {
            throw new DamagedException("packed in no known way");
        }
        if (tagged[0] == PLAIN) {
            return Arrays.copyOfRange(tagged, 1, tagged.length);
        }
        long size = Zstd.getFrameContentSize(tagged, 1, tagged.length - 1);
        if (size < 0 || size > MOST_BYTES) {
            throw new DamagedException("packed content of no sensible size");
        }
        try {
            return unpack(tagged, (int) size);
        } catch (ZstdException e) {
            throw new DamagedException("packed content damaged");
        }
    }

    private static byte[] unpack(byte[] tagged, int size) throws DamagedException {
        ZstdDecompressCtx idle = IDLE.poll();
        ZstdDecompressCtx unpacking = idle == null ? new ZstdDecompressCtx() : idle;
        boolean sound = false;
        try {
            byte[] bytes = new byte[size];
            int length = unpacking.decompressByteArray(bytes, 0, size, tagged, 1, tagged.length - 1);
            if (length != size) {
                throw new DamagedException("packed content damaged or cut short");
            }
            sound = true;
            return bytes;
        } finally {
            // What met damage is not used again.
            if (sound) {
                IDLE.add(unpacking);
            } else {
                unpacking.close();
            }
        }
    }
}
