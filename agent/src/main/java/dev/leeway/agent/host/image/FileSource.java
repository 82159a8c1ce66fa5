package dev.leeway.agent.host.image;

import java.io.IOException;
import java.io.RandomAccessFile;

/** An open file. */
final class FileSource implements ByteSource {
    // A channel would be closed for everybody when one of its readers is told to stop.
    private final RandomAccessFile file;

    FileSource(RandomAccessFile file) {
        this.file = file;
    }

    @Override
    public synchronized long size() throws IOException {
        return file.length();
    }

    @Override
    public synchronized int read(long position, byte[] into, int offset, int length) throws IOException {
        file.seek(position);
        return file.read(into, offset, length);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
