package dev.leeway.agent.format.archive;

import java.util.zip.Inflater;

/**
 * What inflating needs and is dear to make, kept from one entry to the next by one reader.
 *
 * <p>Nothing is inflated while another entry is: a nested archive that is not stored is held as a whole before it is looked into.
 * The inflater's own memory goes when the reader does.
 */
final class InflateBuffers {
    /** Bytes that are read, or inflated, in one step. */
    static final int CHUNK = 1 << 16;

    private final byte[] input = new byte[CHUNK];
    private final byte[] output = new byte[CHUNK];
    private final Inflater inflater = new Inflater(true);

    byte[] input() {
        return input;
    }

    byte[] output() {
        return output;
    }

    /** The inflater, as if new. */
    Inflater inflater() {
        inflater.reset();
        return inflater;
    }
}
