package dev.leeway.collector.store;

import com.github.luben.zstd.ZstdIOException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** Unpacks zstd; the only class that touches its libraries, so that nothing else pays for loading them. */
final class ZstdInput extends FilterInputStream {
    /**
     * Starts to unpack {@code packed}.
     *
     * @throws UnusableLibraryException when the native part of the library cannot be loaded
     */
    ZstdInput(InputStream packed) throws IOException {
        super(opened(packed));
    }

    private static InputStream opened(InputStream packed) throws IOException {
        try {
            return new ZstdCompressorInputStream(packed);
        } catch (LinkageError e) {
            // The native part is unpacked into the temporary directory, where a mount option may forbid to run it.
            throw new UnusableLibraryException(e);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (ZstdIOException e) {
            throw damaged(e);
        }
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        try {
            return in.read(target, from, length);
        } catch (ZstdIOException e) {
            throw damaged(e);
        }
    }

    /** What every format of compression says of damaged data. */
    private static IOException damaged(ZstdIOException e) {
        ZipException damaged = new ZipException("damaged zstd data");
        damaged.initCause(e);
        return damaged;
    }
}
