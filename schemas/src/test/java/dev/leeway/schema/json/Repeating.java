package dev.leeway.schema.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A stream as long as one likes that takes no memory: a head, a body repeated, a tail. */
final class Repeating extends InputStream {
    private static final int CHUNK = 1 << 16;

    private final InputStream head;
    private final byte[] bodies;
    private final int bodyLength;
    private final InputStream tail;
    private long left;

    Repeating(String head, String body, long times, String tail) {
        this.head = new ByteArrayInputStream(head.getBytes(StandardCharsets.UTF_8));
        this.bodyLength = body.getBytes(StandardCharsets.UTF_8).length;
        this.bodies = body.repeat(CHUNK / bodyLength + 1).getBytes(StandardCharsets.UTF_8);
        this.tail = new ByteArrayInputStream(tail.getBytes(StandardCharsets.UTF_8));
        this.left = bodyLength * times;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int read = head.read(target, from, length);
        if (read > 0) {
            return read;
        }
        if (left == 0) {
            return tail.read(target, from, length);
        }
        int offset = (int) ((bodyLength - left % bodyLength) % bodyLength);
        int count = (int) Math.min(left, Math.min(length, bodies.length - offset));
        System.arraycopy(bodies, offset, target, from, count);
        left -= count;
        return count;
    }
}
