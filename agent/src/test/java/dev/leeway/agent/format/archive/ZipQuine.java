package dev.leeway.agent.format.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An archive with one compressed entry, which inflates to the very archive: there is no end to what it holds.
 *
 * <p>The deflated data is a program that prints itself, and what stands before and behind it, in two instructions: blocks of
 * literal bytes, and copies of the last bytes printed. Print is first behind the program, then in step with it, so that a
 * literal block prints itself; what is behind the data follows as a copy of a literal that holds it.
 */
final class ZipQuine {
    static final String NAME = "q.jar";
    private static final byte[] LABEL = NAME.getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 30 + LABEL.length;
    /** Nothing at all, in five bytes. */
    private static final byte[] NOTHING = literal(0);

    private static final byte[] LITERAL_20 = literal(20);
    /** The last twenty bytes once more, in five bytes. */
    private static final byte[] REPEAT_20 = new Bits()
            .block(false)
            .match(264, 0, 0, 8, 3, 3)
            .match(264, 0, 0, 8, 3, 3)
            .end()
            .bytes();

    /** The header before the data and a literal block's own, 40 bytes, once more; filled up to ten bytes. */
    private static final byte[] REPEAT_HEADER = new Bits()
            .block(false)
            .match(273, 3, 40 - 35, 10, 4, 40 - 33)
            .end()
            .block(false)
            .end()
            .nothing()
            .bytes();

    /** Itself and all that stands behind the data, 77 bytes, once more; the last block. */
    private static final byte[] REPEAT_END =
            new Bits().block(true).match(277, 4, 77 - 67, 12, 5, 77 - 65).end().bytes();

    private ZipQuine() {}

    /** The archive. */
    static byte[] bytes() {
        return archive(checkSum());
    }

    private static byte[] archive(int crc) {
        int data = data(new byte[HEADER], new byte[77 - REPEAT_END.length]).length;
        int size = HEADER + data + 46 + LABEL.length + 22;
        byte[] before = before(crc, data, size);
        byte[] behind = behind(crc, data, size);
        return joined(before, data(before, behind), behind);
    }

    private static byte[] data(byte[] before, byte[] behind) {
        byte[] first = literal(before.length + NOTHING.length);
        byte[] last = literal(REPEAT_END.length + behind.length);
        return joined(
                joined(first, before, first, REPEAT_HEADER, NOTHING),
                joined(LITERAL_20, REPEAT_HEADER, NOTHING, LITERAL_20, REPEAT_20),
                joined(LITERAL_20, REPEAT_20, LITERAL_20, REPEAT_20, LITERAL_20, REPEAT_20),
                joined(LITERAL_20, NOTHING, NOTHING, REPEAT_20, last, NOTHING, NOTHING, REPEAT_20),
                joined(last, REPEAT_END, behind, REPEAT_END));
    }

    private static byte[] before(int crc, int data, int size) {
        byte[] header = new byte[HEADER];
        ByteBuffer fields = little(header);
        fields.putInt(0x04034B50).putShort((short) 20).putShort((short) 0).putShort((short) 8);
        fields.putInt(0).putInt(crc).putInt(data).putInt(size);
        fields.putShort((short) LABEL.length).putShort((short) 0).put(LABEL);
        return header;
    }

    private static byte[] behind(int crc, int data, int size) {
        byte[] directory = new byte[46 + LABEL.length + 22];
        ByteBuffer fields = little(directory);
        fields.putInt(0x02014B50).putShort((short) 20).putShort((short) 20);
        fields.putShort((short) 0).putShort((short) 8).putInt(0);
        fields.putInt(crc).putInt(data).putInt(size).putShort((short) LABEL.length);
        fields.position(46);
        fields.put(LABEL).putInt(0x06054B50).putInt(0);
        fields.putShort((short) 1).putShort((short) 1);
        fields.putInt(46 + LABEL.length).putInt(HEADER + data);
        return directory;
    }

    /**
     * The check sum of the archive, which it holds itself four times: each of its bits changes the sum of the whole as it
     * does alone, whatever the others are, so that thirty-two equations tell it.
     */
    private static int checkSum() {
        int plain = (int) RawZip.crc(archive(0));
        long[] rows = new long[32];
        for (int column = 0; column < 32; column++) {
            int effect = (int) RawZip.crc(archive(1 << column)) ^ plain ^ (1 << column);
            for (int row = 0; row < 32; row++) {
                rows[row] |= (long) ((effect >>> row) & 1) << column;
            }
        }
        for (int row = 0; row < 32; row++) {
            rows[row] |= (long) ((plain >>> row) & 1) << 32;
        }
        return solved(rows);
    }

    /** The bits that make every row even with its last one, by elimination. */
    private static int solved(long[] rows) {
        int used = 0;
        int[] columns = new int[32];
        for (int column = 0; column < 32; column++) {
            int found = used;
            while (found < 32 && ((rows[found] >>> column) & 1) == 0) {
                found++;
            }
            if (found == 32) {
                continue;
            }
            long pivot = rows[found];
            rows[found] = rows[used];
            rows[used] = pivot;
            for (int row = 0; row < 32; row++) {
                rows[row] ^= row != used && ((rows[row] >>> column) & 1) == 1 ? pivot : 0;
            }
            columns[used++] = column;
        }
        int solution = 0;
        for (int row = 0; row < used; row++) {
            solution |= (int) ((rows[row] >>> 32) & 1) << columns[row];
        }
        return solution;
    }

    /** The five bytes before so many literal ones. */
    private static byte[] literal(int length) {
        byte[] block = new byte[5];
        little(block).put((byte) 0).putShort((short) length).putShort((short) ~length);
        return block;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Blocks with the codes that deflate fixes once and for all. */
    private static final class Bits {
        private final byte[] bytes = new byte[16];
        private int count;

        Bits block(boolean last) {
            return plain(last ? 1 : 0, 1).plain(1, 2);
        }

        /** A copy: the codes of length and distance, each with its further bits. */
        Bits match(int length, int lengthBits, int lengthMore, int distance, int distanceBits, int distanceMore) {
            return code(length - 256, 7)
                    .plain(lengthMore, lengthBits)
                    .code(distance, 5)
                    .plain(distanceMore, distanceBits);
        }

        Bits end() {
            return code(0, 7);
        }

        /** A literal block of nothing, which begins at any bit and ends with a byte. */
        Bits nothing() {
            plain(0, 3);
            count = (count + 7) / 8 * 8;
            return plain(0, 16).plain(0xFFFF, 16);
        }

        /** Least bit first. */
        private Bits plain(int value, int length) {
            for (int bit = 0; bit < length; bit++) {
                bytes[count / 8] |= (byte) (((value >>> bit) & 1) << (count % 8));
                count++;
            }
            return this;
        }

        /** Highest bit first. */
        private Bits code(int value, int length) {
            return plain(Integer.reverse(value) >>> (32 - length), length);
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, (count + 7) / 8);
        }
    }
}
