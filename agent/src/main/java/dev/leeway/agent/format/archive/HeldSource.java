package dev.leeway.agent.format.archive;

import java.nio.ByteBuffer;

/**
 * An inflated archive in memory: all of a small one, the beginning and the end of a large one.
 *
 * <p>Archivers put the metadata first and the directory last, so these two parts are what is looked at.
 */
final class HeldSource implements ByteSource {
    private static final int HEAD = 4 << 20;
    private static final int TAIL = 12 << 20;

    private final long size;
    private final byte[] head;
    private final byte[] tail;
    private long filled;

    /** An archive of {@code size} bytes, to be filled from its beginning. */
    HeldSource(long size) {
        this.size = size;
        boolean small = size <= HEAD + TAIL;
        head = new byte[small ? (int) size : HEAD];
        tail = new byte[small ? 0 : TAIL];
    }

    /** How many bytes are held of an archive of {@code size}. */
    static int heldOf(long size) {
        return (int) Math.min(size, HEAD + TAIL);
    }

    /** Takes the next {@code length} bytes; the caller never adds more than the size. */
    void add(byte[] bytes, int length) {
        keep(bytes, length, head, 0);
        keep(bytes, length, tail, size - tail.length);
        filled += length;
    }

    private void keep(byte[] bytes, int length, byte[] part, long partStart) {
        long from = Math.max(filled, partStart);
        long to = Math.min(filled + length, partStart + part.length);
        if (from < to) {
            System.arraycopy(bytes, (int) (from - filled), part, (int) (from - partStart), (int) (to - from));
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, ByteBuffer target) throws SkippedException {
        int length = target.remaining();
        ByteSource.requireWithin(position, length, size);
        long tailStart = size - tail.length;
        if (position + length <= head.length) {
            target.put(head, (int) position, length);
        } else if (position >= tailStart) {
            target.put(tail, (int) (position - tailStart), length);
        } else {
            throw new SkippedException(SkipReason.LIMIT, "lies in the middle of a large compressed archive");
        }
    }
}
