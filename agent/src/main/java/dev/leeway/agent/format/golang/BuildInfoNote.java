package dev.leeway.agent.format.golang;

import dev.leeway.agent.format.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The linker's note of a Go program: 32 bytes at a multiple of 16, and two texts.
 *
 * <p>Since Go 1.18 the texts follow, each behind its length; before, the note points to string headers.
 */
final class BuildInfoNote {
    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NOTE = 32;
    private static final int ALIGNED = 16;
    private static final int INLINE = 2;
    private static final int BIG_ENDIAN = 1;
    private static final int CHUNK = 1 << 20;
    /** The linker puts the note first in the data; a program of other make is not searched for long. */
    private static final long MAX_SEARCH = 64L << 20;

    private static final int MAX_VERSION = 1 << 10;
    private static final int MAX_MODULES = 4 << 20;
    /** The runtime marks both ends of the list of modules with 16 bytes. */
    private static final int MARK = 16;

    private final ElfImage image;

    BuildInfoNote(ElfImage image) {
        this.image = image;
    }

    Optional<GoBuildInfo> read() throws IOException, MalformedException {
        for (boolean writable : new boolean[] {true, false}) {
            for (ElfImage.Segment segment : image.segments()) {
                if (segment.writable() == writable) {
                    long address = find(segment);
                    if (address >= 0) {
                        return Optional.of(at(address));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The address of the note; -1 when it is not in {@code segment}. */
    private long find(ElfImage.Segment segment) throws IOException {
        long end = segment.address() + Math.min(Math.max(0, segment.size()), MAX_SEARCH);
        for (long address = segment.address(); address < end; address += CHUNK) {
            ByteBuffer chunk = image.at(address, CHUNK);
            for (int i = 0; i + MAGIC.length <= chunk.limit(); i += ALIGNED) {
                if (chunk.get(i) == MAGIC[0] && Arrays.equals(slice(chunk, i, MAGIC.length), MAGIC)) {
                    return address + i;
                }
            }
        }
        return -1;
    }

    private static byte[] slice(ByteBuffer from, int at, int length) {
        byte[] bytes = new byte[length];
        from.get(at, bytes);
        return bytes;
    }

    private GoBuildInfo at(long address) throws IOException, MalformedException {
        ByteBuffer note = image.at(address, NOTE);
        if (note.limit() < NOTE) {
            throw new MalformedException("expected 32 bytes of build information");
        }
        int flags = note.get(15);
        if ((flags & INLINE) != 0) {
            return inline(address + NOTE);
        }
        int pointer = note.get(14);
        if (pointer != 4 && pointer != 8) {
            throw new MalformedException("expected pointers of 4 or 8 bytes in the build information");
        }
        ByteOrder order = (flags & BIG_ENDIAN) != 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        note.order(order);
        byte[] version = pointed(word(note, 16, pointer), pointer, order, MAX_VERSION);
        byte[] modules = pointed(word(note, 16 + pointer, pointer), pointer, order, MAX_MODULES);
        return info(version, modules);
    }

    private static long word(ByteBuffer in, int at, int size) {
        return size == 8 ? in.getLong(at) : in.getInt(at) & 0xFFFFFFFFL;
    }

    private byte[] pointed(long header, int pointer, ByteOrder order, int most) throws IOException, MalformedException {
        if (header == 0) {
            return new byte[0];
        }
        ByteBuffer string = image.at(header, 2 * pointer).order(order);
        if (string.limit() < 2 * pointer) {
            throw new MalformedException("expected a text where the build information points");
        }
        return text(word(string, 0, pointer), word(string, pointer, pointer), most);
    }

    private GoBuildInfo inline(long address) throws IOException, MalformedException {
        long at = address;
        byte[][] texts = new byte[2][];
        for (int i = 0; i < 2; i++) {
            ByteBuffer length = image.at(at, 10);
            long size = varint(length);
            texts[i] = text(at + length.position(), size, i == 0 ? MAX_VERSION : MAX_MODULES);
            at += length.position() + size;
        }
        return info(texts[0], texts[1]);
    }

    private static long varint(ByteBuffer in) throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < 63 && in.hasRemaining(); shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedException("expected a length in the build information");
    }

    private byte[] text(long address, long length, int most) throws IOException, MalformedException {
        if (length < 0 || length > most) {
            throw new MalformedException("expected a text of at most " + most + " bytes in the build information");
        }
        ByteBuffer bytes = image.at(address, (int) length);
        if (bytes.limit() < length) {
            throw new MalformedException("expected the whole of a text in the build information");
        }
        return slice(bytes, 0, (int) length);
    }

    private static GoBuildInfo info(byte[] version, byte[] modules) throws MalformedException {
        String go = new String(version, StandardCharsets.UTF_8);
        if (go.isEmpty()) {
            throw new MalformedException("expected the version of Go in the build information");
        }
        boolean marked = modules.length >= 2 * MARK + 1 && modules[modules.length - MARK - 1] == '\n';
        String list = marked ? new String(modules, MARK, modules.length - 2 * MARK, StandardCharsets.UTF_8) : "";
        return GoBuildInfo.of(go, list);
    }
}
