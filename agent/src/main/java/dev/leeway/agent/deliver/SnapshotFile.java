package dev.leeway.agent.deliver;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a snapshot as a file that only its owner may read, compressed when the name ends in {@code .gz}.
 *
 * <p>Written beside its place and moved there when it is whole and on the disk: a reader, a full disk or a kill meets the
 * old file or the new one. A link at the place is replaced and never followed.
 */
public final class SnapshotFile {
    private static final String OWNER_ONLY = "rw-------";
    private static final int BUFFER = 16 << 10;

    /** What lies below these is a way to somewhere, {@code /dev/stdout} say, and must not be replaced by a file. */
    private static final List<Path> WAYS = List.of(Path.of("/dev"), Path.of("/proc"));

    private SnapshotFile() {}

    /**
     * Writes {@code snapshot} to {@code target}.
     *
     * @throws IOException when that cannot be done; a file at {@code target} is then as it was
     */
    public static void write(Snapshot snapshot, Path target) throws IOException {
        Path place = target.toAbsolutePath().normalize();
        if (Files.isDirectory(place)) {
            throw new FileSystemException(target.toString(), null, "is a directory");
        }
        boolean regular = !Files.exists(place) || Files.isRegularFile(place);
        if (regular && WAYS.stream().noneMatch(place::startsWith)) {
            replace(snapshot, place);
        } else {
            try (OutputStream out = Files.newOutputStream(place, StandardOpenOption.WRITE)) {
                write(snapshot, isCompressed(place), out);
            }
        }
    }

    /** Writes {@code snapshot} to a stream, which stays open. */
    public static void write(Snapshot snapshot, OutputStream out) throws IOException {
        write(snapshot, false, out);
    }

    /** A snapshot as it would lie in a file. */
    public static byte[] bytes(Snapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(snapshot, bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void replace(Snapshot snapshot, Path place) throws IOException {
        Path directory = requireNonNull(place.getParent(), "the root is a directory");
        Path whole = Files.createTempFile(directory, ".leeway-", ".tmp", asFileAttribute(fromString(OWNER_ONLY)));
        // A program that is told to end meanwhile leaves nothing behind either.
        whole.toFile().deleteOnExit();
        try {
            try (FileOutputStream out = new FileOutputStream(whole.toFile())) {
                write(snapshot, isCompressed(place), out);
                out.getFD().sync();
            }
            Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static void write(Snapshot snapshot, boolean compressed, OutputStream out) throws IOException {
        if (compressed) {
            GZIPOutputStream gzip = new GZIPOutputStream(out, BUFFER);
            SnapshotJson.write(snapshot, gzip);
            gzip.finish();
        } else {
            SnapshotJson.write(snapshot, out);
        }
        out.flush();
    }

    private static boolean isCompressed(Path place) {
        return place.toString().endsWith(".gz");
    }
}
