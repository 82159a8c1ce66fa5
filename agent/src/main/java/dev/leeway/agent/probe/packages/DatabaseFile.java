package dev.leeway.agent.probe.packages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;

/** A package database read piece by piece: such files grow past what an agent may hold in memory. */
final class DatabaseFile {
    private final SeekableByteChannel channel;
    private final long size;

    DatabaseFile(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    /** Takes one package header at a time. */
    interface Headers {
        void accept(byte[] header) throws MalformedDatabaseException;
    }

    long size() {
        return size;
    }

    /**
     * {@code length} bytes from {@code offset}, little-endian unless the caller says otherwise.
     *
     * @throws MalformedDatabaseException when they lie outside the file
     */
    ByteBuffer read(long offset, int length) throws IOException, MalformedDatabaseException {
        if (offset < 0 || length < 0 || offset + length > size) {
            throw new MalformedDatabaseException("a record points outside the database");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(offset);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new MalformedDatabaseException("the database ends within a record");
            }
        }
        return bytes.flip();
    }
}
