package dev.leeway.agent.host.image;

import java.io.Closeable;
import java.io.IOException;

/** Bytes that can be read at any place by several threads; interrupting one of them closes it for no other. */
interface ByteSource extends Closeable {
    /** How many there are. */
    long size() throws IOException;

    /**
     * Reads some of them.
     *
     * @return how many, at least one; -1 at the end
     */
    int read(long position, byte[] into, int offset, int length) throws IOException;
}
