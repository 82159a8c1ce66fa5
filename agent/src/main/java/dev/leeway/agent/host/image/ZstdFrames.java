package dev.leeway.agent.host.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The frames of a Zstandard stream one after another, those left out that a decoder is to skip: writers of layers put tables of
 * contents there.
 */
final class ZstdFrames extends InputStream {
    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int MAX_HEADER = 14;

    private final InputStream in;
    private final byte[] head = new byte[4 + MAX_HEADER];
    private int headLength;
    private int headRead;
    private long left;
    private boolean blocks;
    private boolean checksum;
    private boolean ended;

    ZstdFrames(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (headRead == headLength && left == 0) {
            if (ended || !next()) {
                ended = true;
                return -1;
            }
        }
        if (headRead < headLength) {
            int count = Math.min(length, headLength - headRead);
            System.arraycopy(head, headRead, into, offset, count);
            headRead += count;
            return count;
        }
        int count = in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("a frame ends early");
        }
        left -= count;
        return count;
    }

    /** Goes on to the next block, checksum or frame; false at the end of all. */
    private boolean next() throws IOException {
        if (blocks) {
            block();
            return true;
        }
        headLength = 0;
        headRead = 0;
        if (checksum) {
            checksum = false;
            left = 4;
            return true;
        }
        int first = in.read();
        if (first < 0) {
            return false;
        }
        head[0] = (byte) first;
        take(1, 3);
        int magic = number(0);
        if ((magic & SKIPPABLE_MASK) == SKIPPABLE) {
            take(4, 4);
            in.skipNBytes(number(4) & 0xFFFFFFFFL);
            headLength = 0;
            return true;
        }
        if (magic != MAGIC) {
            throw new IOException("no frame of Zstandard begins here");
        }
        frame();
        return true;
    }

    private void frame() throws IOException {
        take(4, 1);
        int descriptor = head[4] & 0xff;
        boolean single = (descriptor & 0x20) != 0;
        int dictionary = new int[] {0, 1, 2, 4}[descriptor & 3];
        int content = new int[] {single ? 1 : 0, 2, 4, 8}[descriptor >> 6];
        take(5, (single ? 0 : 1) + dictionary + content);
        checksum = (descriptor & 4) != 0;
        blocks = true;
    }

    private void block() throws IOException {
        headLength = 0;
        headRead = 0;
        take(0, 3);
        int header = (head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
        blocks = (header & 1) == 0;
        // A block that repeats one byte has just that byte, whatever length it stands for.
        left = (header >> 1 & 3) == 1 ? 1 : header >> 3;
    }

    private void take(int at, int count) throws IOException {
        if (in.readNBytes(head, at, count) < count) {
            throw new EOFException("a frame ends early");
        }
        headLength = at + count;
    }

    private int number(int at) {
        return (head[at] & 0xff)
                | (head[at + 1] & 0xff) << 8
                | (head[at + 2] & 0xff) << 16
                | (head[at + 3] & 0xff) << 24;
    }
}
