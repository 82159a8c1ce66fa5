package dev.leeway.agent.host.image;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What had to be unpacked, in one temporary file that only this user may read and that has no name from the moment it is open: when
 * this program ends, however it ends, nothing is left. Runs of zeros take no room.
 */
final class Spool implements Closeable {
    private static final byte[] ZEROS = new byte[1 << 16];

    private final RandomAccessFile file;
    private final FileSource source;
    private long end;

    private Spool(RandomAccessFile file) {
        this.file = file;
        this.source = new FileSource(file);
    }

    static Spool open() throws IOException {
        Path path = Files.createTempFile("leeway-image", "");
        try {
            return new Spool(new RandomAccessFile(new File(path.toString()), "rw"));
        } finally {
            Files.delete(path);
        }
    }

    /** Where the next byte goes. */
    long end() {
        return end;
    }

    /** Adds bytes. */
    void write(byte[] from, int offset, int length) throws IOException {
        boolean empty = length <= ZEROS.length && Arrays.equals(from, offset, offset + length, ZEROS, 0, length);
        synchronized (source) {
            if (!empty) {
                file.seek(end);
                file.write(from, offset, length);
            }
            end += length;
            if (empty) {
                file.setLength(end);
            }
        }
    }

    /** What was written from {@code start} on. */
    Extent since(long start) {
        return new Extent(source, start, end - start);
    }

    /** What lies at {@code start}, or will by the time it is read. */
    Extent later(long start, long length) {
        return new Extent(source, start, length);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
