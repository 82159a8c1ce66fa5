package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.internal.storage.pack.BinaryDelta;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One pack and its index, of version 2, searched where they lie: neither is ever held in memory.
 *
 * <p>A delta is applied to what it is made from as often as such a chain goes on, up to what Git itself would write.
 */
final class Pack implements AutoCloseable {
    /** A tree of a hundred thousand names has five million bytes. */
    static final int MAX_OBJECT = 24 << 20;

    private static final int INDEX_SIGNATURE = 0xFF744F63;
    private static final int FANOUT = 8;
    private static final int NAMES = FANOUT + 256 * 4;
    private static final int ID = Constants.OBJECT_ID_LENGTH;
    private static final int MAX_CHAIN = 4_096;
    private static final int CHUNK = 8_192;

    private final SeekableByteChannel index;
    private final SeekableByteChannel pack;
    private final int[] fanout = new int[256];
    private final int count;

    private Pack(SeekableByteChannel index, SeekableByteChannel pack) throws IOException {
        this.index = index;
        this.pack = pack;
        ByteBuffer head = read(index, 0, NAMES);
        if (head.getInt() != INDEX_SIGNATURE || head.getInt() != 2) {
            throw new GitException(Kind.MALFORMED);
        }
        int last = 0;
        for (int i = 0; i < fanout.length; i++) {
            fanout[i] = head.getInt();
            if (fanout[i] < last) {
                throw new GitException(Kind.MALFORMED);
            }
            last = fanout[i];
        }
        this.count = last;
    }

    /** Opens the pack whose files begin with {@code stem}. */
    static Pack open(GitFiles files, String stem) throws IOException, HostAccessException {
        SeekableByteChannel index = files.files().open(stem + ".idx");
        try {
            SeekableByteChannel pack = files.files().open(stem + ".pack");
            try {
                return new Pack(index, pack);
            } catch (IOException | RuntimeException e) {
                pack.close();
                throw e;
            }
        } catch (IOException | HostAccessException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /** Where in the pack an object begins. */
    Optional<Long> find(ObjectId id) throws IOException {
        int first = id.getFirstByte();
        int low = first == 0 ? 0 : fanout[first - 1];
        int high = fanout[first];
        while (low < high) {
            int middle = (low + high) >>> 1;
            byte[] found = new byte[ID];
            read(index, NAMES + (long) middle * ID, ID).get(found);
            int order = id.compareTo(ObjectId.fromRaw(found));
            if (order == 0) {
                return Optional.of(offset(middle));
            } else if (order < 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return Optional.empty();
    }

    private long offset(int position) throws IOException {
        long offsets = NAMES + (long) count * (ID + 4);
        int small = read(index, offsets + position * 4L, 4).getInt();
        if (small >= 0) {
            return small;
        }
        long large = offsets + count * 4L + (small & 0x7FFFFFFFL) * 8;
        return read(index, large, 8).getLong();
    }

    /**
     * The object that begins at {@code offset}.
     *
     * @param bases asked for what a delta is made from where that is named and not placed
     */
    StoredObject object(long offset, Bases bases) throws IOException {
        Deque<byte[]> deltas = new ArrayDeque<>();
        long at = offset;
        while (true) {
            Header header = header(at);
            switch (header.type) {
                case Constants.OBJ_COMMIT, Constants.OBJ_TREE, Constants.OBJ_BLOB, Constants.OBJ_TAG -> {
                    return applied(new StoredObject(header.type, inflated(header.content, header.size)), deltas);
                }
                case Constants.OBJ_OFS_DELTA -> {
                    deltas.push(inflated(header.content, header.size));
                    at -= header.distance;
                }
                case Constants.OBJ_REF_DELTA -> {
                    deltas.push(inflated(header.content, header.size));
                    Optional<Long> here = find(header.base);
                    if (here.isEmpty()) {
                        return applied(bases.object(header.base), deltas);
                    }
                    at = here.get();
                }
                default -> throw new GitException(Kind.MALFORMED);
            }
            if (at < 0 || deltas.size() > MAX_CHAIN) {
                throw new GitException(Kind.MALFORMED);
            }
        }
    }

    private static StoredObject applied(StoredObject base, Deque<byte[]> deltas) throws GitException {
        byte[] content = base.content();
        try {
            while (!deltas.isEmpty()) {
                byte[] delta = deltas.pop();
                long size = BinaryDelta.getResultSize(delta);
                if (size < 0 || size > MAX_OBJECT) {
                    throw new GitException(Kind.TOO_LARGE);
                }
                content = BinaryDelta.apply(content, delta);
            }
        } catch (RuntimeException notADelta) {
            throw new GitException(Kind.MALFORMED);
        }
        return new StoredObject(base.type(), content);
    }

    private Header header(long offset) throws IOException {
        ByteBuffer in = readUpTo(pack, offset, 64);
        try {
            int each = in.get();
            int type = (each >> 4) & 7;
            long size = each & 15;
            for (int shift = 4; (each & 0x80) != 0 && shift < 60; shift += 7) {
                each = in.get();
                size |= (each & 0x7FL) << shift;
            }
            long distance = 0;
            ObjectId base = ObjectId.zeroId();
            if (type == Constants.OBJ_OFS_DELTA) {
                each = in.get();
                distance = each & 0x7F;
                while ((each & 0x80) != 0) {
                    each = in.get();
                    distance = ((distance + 1) << 7) | (each & 0x7F);
                }
                if (distance <= 0) {
                    throw new GitException(Kind.MALFORMED);
                }
            } else if (type == Constants.OBJ_REF_DELTA) {
                byte[] id = new byte[ID];
                in.get(id);
                base = ObjectId.fromRaw(id);
            }
            if (size > MAX_OBJECT) {
                throw new GitException(Kind.TOO_LARGE);
            }
            return new Header(type, (int) size, distance, base, offset + in.position());
        } catch (java.nio.BufferUnderflowException e) {
            throw new GitException(Kind.MALFORMED);
        }
    }

    private byte[] inflated(long from, int size) throws IOException {
        byte[] content = new byte[size];
        Inflater inflater = new Inflater();
        try {
            long at = from;
            int length = 0;
            while (length < size) {
                int step = inflater.inflate(content, length, size - length);
                length += step;
                if (step == 0) {
                    if (inflater.finished() || inflater.needsDictionary()) {
                        throw new GitException(Kind.MALFORMED);
                    }
                    ByteBuffer chunk = readUpTo(pack, at, CHUNK);
                    if (!chunk.hasRemaining()) {
                        throw new GitException(Kind.MALFORMED);
                    }
                    at += chunk.remaining();
                    inflater.setInput(chunk);
                }
            }
            return content;
        } catch (DataFormatException e) {
            throw new GitException(Kind.MALFORMED);
        } finally {
            inflater.end();
        }
    }

    private static ByteBuffer read(SeekableByteChannel channel, long at, int count) throws IOException {
        ByteBuffer bytes = readUpTo(channel, at, count);
        if (bytes.remaining() < count) {
            throw new GitException(Kind.MALFORMED);
        }
        return bytes;
    }

    private static ByteBuffer readUpTo(SeekableByteChannel channel, long at, int count) throws IOException {
        if (at < 0) {
            throw new GitException(Kind.MALFORMED);
        }
        ByteBuffer bytes = ByteBuffer.allocate(count);
        channel.position(at);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Until it is full or the file ends.
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        try (index;
                pack) {
            // Both are closed, whatever becomes of one of them.
        }
    }

    /** Objects by their names. */
    interface Bases {
        StoredObject object(ObjectId id) throws IOException;
    }

    /** What stands before an object's content; {@code content} is where that begins. */
    private record Header(int type, int size, long distance, ObjectId base, long content) {}
}
