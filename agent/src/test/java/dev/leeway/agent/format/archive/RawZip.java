package dev.leeway.agent.format.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** An archive written field by field, so that any of them can lie. */
final class RawZip {
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
    final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private int count;

    /** Writes a local entry and returns its place. */
    int local(String name, int flags, int method, byte[] raw) {
        int at = body.size();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = little(30);
        header.putInt(0x04034B50).putShort((short) 20).putShort((short) flags).putShort((short) method);
        header.position(26);
        header.putShort((short) bytes.length);
        body.writeBytes(whole(header));
        body.writeBytes(bytes);
        body.writeBytes(raw);
        return at;
    }

    /** Declares an entry in the directory. */
    RawZip declare(String name, int flags, int method, long crc, long compressed, long size, long at) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = little(46);
        header.putInt(0x02014B50).putShort((short) 20).putShort((short) 20);
        header.putShort((short) flags).putShort((short) method).putInt(0);
        header.putInt((int) crc).putInt((int) compressed).putInt((int) size);
        header.putShort((short) bytes.length);
        header.position(42);
        header.putInt((int) at);
        directory.writeBytes(whole(header));
        directory.writeBytes(bytes);
        count++;
        return this;
    }

    /** A stored entry that tells the truth. */
    RawZip stored(String name, byte[] content) {
        int at = local(name, 0, 0, content);
        return declare(name, 0, 0, crc(content), content.length, content.length, at);
    }

    /** A deflated entry that tells the truth. */
    RawZip deflated(String name, byte[] content) {
        byte[] raw = deflate(content);
        int at = local(name, 0, 8, raw);
        return declare(name, 0, 8, crc(content), raw.length, content.length, at);
    }

    byte[] toBytes() {
        return toBytes(count, directory.size(), body.size());
    }

    byte[] toBytes(int declaredCount, int declaredSize, int declaredAt) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(body.toByteArray());
        all.writeBytes(directory.toByteArray());
        ByteBuffer end = little(22);
        end.putInt(0x06054B50).putInt(0);
        end.putShort((short) declaredCount).putShort((short) declaredCount);
        end.putInt(declaredSize).putInt(declaredAt);
        all.writeBytes(whole(end));
        return all.toByteArray();
    }

    private static byte[] whole(ByteBuffer buffer) {
        return Arrays.copyOfRange(buffer.array(), buffer.arrayOffset(), buffer.arrayOffset() + buffer.capacity());
    }

    static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        byte[] chunk = new byte[1 << 16];
        while (!deflater.finished()) {
            raw.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        return raw.toByteArray();
    }

    static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
