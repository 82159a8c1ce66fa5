package dev.leeway.collector.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The frames of a write-ahead log, with what their checksums say. A frame is a page as a transaction left it. */
public final class WriteAheadLog {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377F0682;
    private static final int SMALLEST_PAGE = 512;
    private static final int LARGEST_PAGE = 65_536;

    private final int pageSize;
    private final boolean headerSound;
    private final List<Frame> frames;

    /**
     * One frame.
     *
     * @param at the offset of its page in the file
     * @param page its number, from 1 on
     * @param commit whether a transaction ends with it
     * @param sound whether its checksum is the one that follows from the frame before, as that is written
     */
    record Frame(long at, int page, boolean commit, boolean sound) {}

    private WriteAheadLog(int pageSize, boolean headerSound, List<Frame> frames) {
        this.pageSize = pageSize;
        this.headerSound = headerSound;
        this.frames = frames;
    }

    /** Where the log of the database in {@code file} is. */
    public static Path of(Path file) {
        return Path.of(file + "-wal");
    }

    /** What is in the log at {@code file}; nothing where there is none. */
    public static WriteAheadLog read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new WriteAheadLog(SMALLEST_PAGE, true, List.of());
        }
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = bytes(in, 0, HEADER);
            if (header.remaining() < HEADER) {
                return new WriteAheadLog(SMALLEST_PAGE, true, List.of());
            }
            ByteOrder order = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            Sum sum = new Sum(order, 0, 0).add(header, 0, HEADER - 8);
            boolean sound = (header.getInt(0) & ~1) == MAGIC
                    && sum.first() == header.getInt(24)
                    && sum.second() == header.getInt(28);
            int size = header.getInt(8);
            boolean plausible = size >= SMALLEST_PAGE && size <= LARGEST_PAGE && Integer.bitCount(size) == 1;
            int pageSize = plausible ? size : SqlitePages.USUAL_SIZE;
            return new WriteAheadLog(pageSize, sound, frames(in, header, sound, order, pageSize));
        }
    }

    private static List<Frame> frames(
            FileChannel in, ByteBuffer header, boolean headerSound, ByteOrder order, int pageSize) throws IOException {
        List<Frame> frames = new ArrayList<>();
        Sum before = new Sum(order, header.getInt(24), header.getInt(28));
        long salts = header.getLong(16);
        long step = FRAME_HEADER + (long) pageSize;
        for (long at = HEADER; at + step <= in.size(); at += step) {
            ByteBuffer frame = bytes(in, at, (int) step);
            if (at == HEADER && !headerSound) {
                salts = frame.getLong(8);
            }
            if (frame.getLong(8) == salts) {
                Sum own = before.add(frame, 0, 8).add(frame, FRAME_HEADER, pageSize);
                boolean sound = own.first() == frame.getInt(16) && own.second() == frame.getInt(20);
                frames.add(new Frame(at + FRAME_HEADER, frame.getInt(0), frame.getInt(4) != 0, sound));
            } else {
                // Of a log that was here before, or damaged in its salts; it keeps its place, for others follow from
                // it.
                frames.add(new Frame(at + FRAME_HEADER, 0, false, false));
            }
            before = new Sum(order, frame.getInt(16), frame.getInt(20));
        }
        return frames;
    }

    private static ByteBuffer bytes(FileChannel in, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = in.read(bytes, at + bytes.position());
        }
        return bytes.flip();
    }

    /** The checksum of SQLite's log: two running sums over pairs of words. */
    private record Sum(ByteOrder order, int first, int second) {
        Sum add(ByteBuffer bytes, int from, int length) {
            ByteBuffer words = bytes.duplicate().order(order);
            int one = first;
            int other = second;
            for (int at = from; at + 8 <= from + length; at += 8) {
                one += words.getInt(at) + other;
                other += words.getInt(at + 4) + one;
            }
            return new Sum(order, one, other);
        }
    }

    int pageSize() {
        return pageSize;
    }

    /** The frames of transactions that were ended, in their order; those that are not sound are left out. */
    List<Frame> ended() {
        int last = -1;
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).commit() && frames.get(i).sound()) {
                last = i;
            }
        }
        return frames.subList(0, last + 1).stream().filter(Frame::sound).toList();
    }

    /**
     * Whether a frame is damaged though transactions ended after the one it is of, or the beginning is: SQLite would pass over all that
     * follows without a word. One transaction behind the damage may be the damaged one itself, torn when the power failed before
     * anybody was told that it was stored.
     */
    public boolean hidesTransactions() {
        int broken = 0;
        while (broken < frames.size() && headerSound && frames.get(broken).sound()) {
            broken++;
        }
        int ended = 0;
        for (Frame frame : frames.subList(broken, frames.size())) {
            ended += frame.commit() && frame.sound() ? 1 : 0;
        }
        return ended > (headerSound ? 1 : 0);
    }
}
