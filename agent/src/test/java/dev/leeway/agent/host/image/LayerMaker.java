package dev.leeway.agent.host.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a tar archive entry by entry, whatever nonsense that makes. */
final class LayerMaker {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());

    LayerMaker() {
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        out.setAddPaxHeadersForNonAsciiNames(true);
    }

    /** Writes long names as one of the other dialects does. */
    LayerMaker gnu() {
        out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        return this;
    }

    LayerMaker file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    LayerMaker file(String path, byte[] content) {
        TarArchiveEntry entry = new TarArchiveEntry(path, true);
        entry.setSize(content.length);
        return add(entry, content);
    }

    LayerMaker directory(String path) {
        TarArchiveEntry entry = new TarArchiveEntry(path + "/", true);
        entry.setMode(0750);
        return add(entry, new byte[0]);
    }

    LayerMaker link(String path, String target) {
        return special(path, TarConstants.LF_SYMLINK, target);
    }

    LayerMaker hardLink(String path, String target) {
        return special(path, TarConstants.LF_LINK, target);
    }

    LayerMaker device(String path) {
        return special(path, TarConstants.LF_CHR, "");
    }

    LayerMaker pipe(String path) {
        return special(path, TarConstants.LF_FIFO, "");
    }

    private LayerMaker special(String path, byte kind, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(path, kind, true);
        entry.setLinkName(target);
        return add(entry, new byte[0]);
    }

    private LayerMaker add(TarArchiveEntry entry, byte[] content) {
        try {
            entry.setModTime(1_000_000_000L);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            out.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of bytes in hexadecimal digits. */
    static String sum(byte[] of) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(of));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
