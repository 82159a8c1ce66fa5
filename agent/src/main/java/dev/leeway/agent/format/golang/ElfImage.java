package dev.leeway.agent.format.golang;

import dev.leeway.agent.format.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The loaded parts of an ELF executable: reads bytes by their address in memory. */
final class ElfImage {
    private static final int MAGIC = 0x7F454C46;
    private static final int LOAD = 1;
    private static final int MAX_HEADERS = 256;
    private static final int MAX_HEADER_SIZE = 256;

    private final SeekableByteChannel channel;
    private final ByteOrder order;
    private final List<Segment> segments;

    /**
     * A part of the file that is loaded.
     *
     * @param writable whether it is data that the program may change
     */
    record Segment(long offset, long address, long size, boolean writable) {}

    private ElfImage(SeekableByteChannel channel, ByteOrder order, List<Segment> segments) {
        this.channel = channel;
        this.order = order;

        this.segments = List.copyOf(segments);
    }

    /** The image of an ELF file; empty when the file is another kind. */
    static Optional<ElfImage> read(SeekableByteChannel channel) throws IOException, MalformedException {
        ByteBuffer head = bytes(channel, 0, 64);
        if (head.remaining() < 52 || head.getInt(0) != MAGIC) {
            return Optional.empty();
        }
        boolean wide = head.get(4) == 2;
        ByteOrder order = head.get(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        head.order(order);
        if (wide && head.remaining() < 64) {
            throw new MalformedException("expected a whole ELF header");
        }
        long table = wide ? head.getLong(32) : head.getInt(28) & 0xFFFFFFFFL;
        int size = head.getShort(wide ? 54 : 42) & 0xFFFF;
        int count = head.getShort(wide ? 56 : 44) & 0xFFFF;
        if (size < (wide ? 56 : 32) || size > MAX_HEADER_SIZE || count > MAX_HEADERS) {
            throw new MalformedException("expected at most " + MAX_HEADERS + " ELF program headers");
        }
        ByteBuffer headers = bytes(channel, table, size * count).order(order);
        List<Segment> segments = new ArrayList<>();
        for (int at = 0; at + size <= headers.limit(); at += size) {
            if (headers.getInt(at) == LOAD) {
                segments.add(wide ? wideSegment(headers, at) : narrowSegment(headers, at));
            }
        }
        return Optional.of(new ElfImage(channel, order, segments));
    }

    private static Segment wideSegment(ByteBuffer in, int at) {
        boolean writable = (in.getInt(at + 4) & 2) != 0;
        return new Segment(in.getLong(at + 8), in.getLong(at + 16), in.getLong(at + 32), writable);
    }

    private static Segment narrowSegment(ByteBuffer in, int at) {
        boolean writable = (in.getInt(at + 24) & 2) != 0;
        return new Segment(unsigned(in, at + 4), unsigned(in, at + 8), unsigned(in, at + 16), writable);
    }

    private static long unsigned(ByteBuffer in, int at) {
        return in.getInt(at) & 0xFFFFFFFFL;
    }

    List<Segment> segments() {
        return segments;
    }

    /** Up to {@code count} bytes from an address on, fewer at the end of a part; none outside of all. */
    ByteBuffer at(long address, int count) throws IOException {
        for (Segment segment : segments) {
            long within = address - segment.address();
            if (within >= 0 && within < segment.size()) {
                int length = (int) Math.min(count, segment.size() - within);
                return bytes(channel, segment.offset() + within, length).order(order);
            }
        }
        return ByteBuffer.allocate(0);
    }

    private static ByteBuffer bytes(SeekableByteChannel channel, long offset, int count) throws IOException {
        long left = offset < 0 ? 0 : Math.max(0, channel.size() - offset);
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(count, left));
        if (buffer.hasRemaining()) {
            channel.position(offset);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Until it is full or the file ends.
            }
        }
        return buffer.flip();
    }
}
