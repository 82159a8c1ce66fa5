package dev.leeway.agent.host.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * An archive on its way to the reader of its headers: every byte is summed and kept as is wanted, but the contents of files need not go
 * through that reader, who would hold on to what strangers announce.
 */
final class UnpackedStream extends InputStream {
    /** Long names and extended headers take up to this. */
    private static final long MAX_HEADERS = 1 << 20;

    private final InputStream in;
    private final Optional<MessageDigest> sum;
    private final Optional<Spool> spool;
    private final Growth growth;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private int taken;
    private long position;
    private long passing;
    private long copied;
    private long headers;

    /**
     * What {@code in} holds.
     *
     * @param sum told of every byte; where nobody is, contents are skipped and not read
     * @param spool gets every byte
     */
    UnpackedStream(InputStream in, Optional<MessageDigest> sum, Optional<Spool> spool, Growth growth) {
        this.in = in;
        this.sum = sum;
        this.spool = spool;
        this.growth = growth;
    }

    /** Told how much came so far; throws when it is too much. */
    interface Growth {
        void by(int bytes) throws IOException;
    }

    /** How many bytes the reader of headers has had or passed over. */
    long position() {
        return position;
    }

    /** The next header may be read. */
    void expectHeaders() {
        headers = 0;
    }

    /** The next {@code count} bytes are contents: whoever reads them gets nothing worth having. */
    void pass(long count) {
        passing = count;
    }

    /** Writes the contents that follow, {@code count} bytes that are then passed over, to {@code to}. */
    void copy(long count, Spool to) throws IOException {
        long ahead = count;
        while (ahead > 0) {
            if (taken == filled && !fill()) {
                throw new EOFException("ends within a file");
            }
            int step = (int) Math.min(ahead, filled - taken);
            to.write(buffer, taken, step);
            taken += step;
            ahead -= step;
        }
        copied = count;
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
        if (passing > 0) {
            int count = (int) Math.min(length, passing);
            forward(count);
            passing -= count;
            return count;
        }
        if (taken == filled && !fill()) {
            return -1;
        }
        int count = Math.min(length, filled - taken);
        headers += count;
        if (headers > MAX_HEADERS) {
            throw new IOException("headers of more than " + MAX_HEADERS + " bytes");
        }
        System.arraycopy(buffer, taken, into, offset, count);
        taken += count;
        position += count;
        return count;
    }

    private void forward(int count) throws IOException {
        int known = (int) Math.min(count, copied);
        copied -= known;
        int ahead = count - known;
        while (ahead > 0) {
            if (taken == filled && sum.isEmpty() && spool.isEmpty()) {
                in.skipNBytes(ahead);
                ahead = 0;
            } else if (taken == filled && !fill()) {
                throw new EOFException("ends within a file");
            } else {
                int step = Math.min(ahead, filled - taken);
                taken += step;
                ahead -= step;
            }
        }
        position += count;
    }

    private boolean fill() throws IOException {
        int count = in.readNBytes(buffer, 0, buffer.length);
        if (count == 0) {
            return false;
        }
        growth.by(count);
        sum.ifPresent(each -> each.update(buffer, 0, count));
        if (spool.isPresent()) {
            spool.get().write(buffer, 0, count);
        }
        filled = count;
        taken = 0;
        return true;
    }

    /** Reads on to the very end, for what is summed or kept. */
    void drain() throws IOException {
        do {
            taken = filled;
        } while (fill());
    }
}
