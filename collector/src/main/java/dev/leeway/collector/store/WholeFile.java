package dev.leeway.collector.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file whole or not at all: readers see the old content or the new, never a part. */
public final class WholeFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private WholeFile() {}

    /**
     * Says why {@code file} cannot be written, before anything is worked out for it.
     *
     * @throws FileSystemException naming the file and the reason
     */
    public static void check(Path file) throws FileSystemException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        if (!Files.isDirectory(folder)) {
            throw new FileSystemException(file.toString(), null, "its directory does not exist");
        }
        if (Files.isSymbolicLink(file)) {
            throw new FileSystemException(file.toString(), null, "is a link; name the file it leads to");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "is not a plain file");
        }
        if (!Files.isWritable(folder)) {
            throw new FileSystemException(file.toString(), null, "its directory may not be written to");
        }
    }

    /**
     * Writes {@code text} as UTF-8; a file that is there keeps its permissions, a new one is for nobody but its owner: a
     * report is a map of weaknesses.
     */
    public static void write(Path file, String text) throws IOException {
        check(file);
        Path draft = draft(file);
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Writes {@code text} as UTF-8 for nobody but its owner, making its directory where that is missing. */
    public static void writePrivately(Path file, String text) throws IOException {
        writePrivately(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of what is text already in bytes. */
    public static void writePrivately(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        check(file);
        Path draft = draft(file);
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Writes {@code bytes} to a new file, for nobody but its owner; when it returns they are on the disk, under that name. */
    public static void writeDurably(Path file, byte[] bytes) throws IOException {
        check(file);
        Path draft = draft(file);
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                    directory.force(true);
                }
            }
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path draft(Path file) {
        return file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }
}
