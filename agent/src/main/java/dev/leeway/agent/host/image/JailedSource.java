package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file below a directory out of which no link leads. */
final class JailedSource implements ByteSource {
    private final HostFiles files;
    private final String path;
    private SeekableByteChannel channel;

    JailedSource(HostFiles files, String path) throws HostAccessException {
        this.files = files;
        this.path = path;
        this.channel = files.open(path);
    }

    @Override
    public synchronized long size() throws IOException {
        return open().size();
    }

    @Override
    public synchronized int read(long position, byte[] into, int offset, int length) throws IOException {
        return open().position(position).read(ByteBuffer.wrap(into, offset, length));
    }

    /** Opened anew when a reader was told to stop in the middle, which closes a channel. */
    private SeekableByteChannel open() throws IOException {
        if (!channel.isOpen()) {
            try {
                channel = files.open(path);
            } catch (HostAccessException e) {
                throw new IOException(e);
            }
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
