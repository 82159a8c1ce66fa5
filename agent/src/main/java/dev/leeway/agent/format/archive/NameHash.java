package dev.leeway.agent.format.archive;

/**
 * Two lanes of sixty-four bits over bytes, by multiplication and rotation.
 *
 * <p>Not cryptographic: it guards against accident alone, as the CRC-32 beside it does. Each lane passes a finishing step
 * in which every input bit changes half of the output bits.
 */
final class NameHash {
    private static final long P1 = 0x9E37_79B9_7F4A_7C15L;
    private static final long P2 = 0xC2B2_AE3D_27D4_EB4FL;

    private long first;
    private long second;

    /** Takes {@code length} bytes of {@code bytes} from {@code from}. */
    void of(byte[] bytes, int from, int length) {
        long a = length * P1 + 1;
        long b = length * P2 + 2;
        int i = from;
        int words = from + (length & ~7);
        for (; i < words; i += 8) {
            long word = LittleEndian.int64(bytes, i);
            a = Long.rotateLeft((a ^ word) * P1, 31);
            b = Long.rotateLeft((b + word) * P2, 29);
        }
        long rest = 0;
        for (int end = from + length; i < end; i++) {
            rest = (rest << 8) | (bytes[i] & 0xFF);
        }
        first = finish((a ^ rest) * P1);
        second = finish((b + rest) * P2 ^ a);
    }

    /** The hash of {@code bytes}. */
    static NameHash of(byte[] bytes) {
        NameHash hash = new NameHash();
        hash.of(bytes, 0, bytes.length);
        return hash;
    }

    long first() {
        return first;
    }

    long second() {
        return second;
    }

    static long finish(long value) {
        long v = value;
        v = (v ^ v >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
        v = (v ^ v >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
        return v ^ v >>> 33;
    }
}
