package dev.leeway.samples.secret;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** BLAKE2b (RFC 7693) without a key, of what fits one block: a Java platform has none. */
final class Blake2b {
    /** Bytes in a block, and the most that is hashed. */
    static final int BLOCK = 128;

    private static final int ROUNDS = 12;
    private static final long[] BEGIN = {
        0x6a09e667f3bcc908L,
        0xbb67ae8584caa73bL,
        0x3c6ef372fe94f82bL,
        0xa54ff53a5f1d36f1L,
        0x510e527fade682d1L,
        0x9b05688c2b3e6c1fL,
        0x1f83d9abfb41bd6bL,
        0x5be0cd19137e2179L
    };

    /** Which words of a block each round mixes in, a digit for each. */
    private static final String[] ORDER = {
        "0123456789abcdef",
        "ea489fd61c02b753",
        "b8c052fdae367194",
        "7931dcbe265a40f8",
        "905724afe1bc683d",
        "2c6a0b834d75fe19",
        "c51fed4a0763928b",
        "db7ec13950f4862a",
        "6fe9b308c2d714a5",
        "a2847615fb9e3cd0"
    };

    private static final int[][] MIXED = new int[ROUNDS][];

    static {
        for (int round = 0; round < ROUNDS; round++) {
            MIXED[round] = ORDER[round % ORDER.length]
                    .chars()
                    .map(digit -> Character.digit(digit, 16))
                    .toArray();
        }
    }

    private Blake2b() {}

    /**
     * The hash.
     *
     * @param bytes at most {@value #BLOCK}
     * @param length of the hash in bytes, at most 64
     */
    static byte[] of(byte[] bytes, int length) {
        long[] state = BEGIN.clone();
        state[0] ^= 0x01010000L ^ length;
        long[] block = new long[16];
        ByteBuffer.wrap(Arrays.copyOf(bytes, BLOCK))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer()
                .get(block);
        long[] work = Arrays.copyOf(state, 16);
        System.arraycopy(BEGIN, 0, work, 8, 8);
        work[12] ^= bytes.length;
        work[14] = ~work[14];
        for (int[] order : MIXED) {
            for (int i = 0; i < 4; i++) {
                mix(work, i, i + 4, i + 8, i + 12, block[order[2 * i]], block[order[2 * i + 1]]);
            }
            for (int i = 0; i < 4; i++) {
                mix(
                        work,
                        i,
                        (i + 1) % 4 + 4,
                        (i + 2) % 4 + 8,
                        (i + 3) % 4 + 12,
                        block[order[8 + 2 * i]],
                        block[order[9 + 2 * i]]);
            }
        }
        ByteBuffer hash = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 8; i++) {
            hash.putLong(state[i] ^ work[i] ^ work[i + 8]);
        }
        return Arrays.copyOf(hash.array(), length);
    }

    private static void mix(long[] work, int a, int b, int c, int d, long x, long y) {
        work[a] += work[b] + x;
        work[d] = Long.rotateRight(work[d] ^ work[a], 32);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 24);
        work[a] += work[b] + y;
        work[d] = Long.rotateRight(work[d] ^ work[a], 16);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 63);
    }
}
