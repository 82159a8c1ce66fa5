package dev.leeway.collector.store;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files beneath a directory whose names are those of snapshots: {@code *.json}, {@code *.json.gz}, {@code *.json.zst}.
 * Hidden files and directories are passed over, links to directories are not followed.
 */
final class FolderListing implements FileVisitor<Path> {
    static final int MOST_FILES = 200_000;
    private static final int DEEPEST = 8;

    private final Path named;
    private final Path real;
    private final List<Path> files = new ArrayList<>();
    private final List<UnreadFile> unread = new ArrayList<>();

    private FolderListing(Path named, Path real) {
        this.named = named;
        this.real = real;
    }

    /**
     * Lists {@code folder}.
     *
     * @throws FormatException when it cannot be listed or holds more than 200,000 such files
     */
    static FolderListing of(Path folder) throws FormatException {
        try {
            FolderListing listing = new FolderListing(folder, folder.toRealPath());
            Files.walkFileTree(listing.real, EnumSet.noneOf(FileVisitOption.class), DEEPEST, listing);
            if (listing.files.size() > MOST_FILES) {
                throw new FormatException(
                        folder.toString(), "", "holds more than 200,000 snapshots", "name one of its directories");
            }
            Collections.sort(listing.files);
            return listing;
        } catch (IOException e) {
            throw SnapshotFiles.unreadable(folder, e);
        }
    }

    /** The files in the order of their names. */
    List<Path> files() {
        return files;
    }

    /** Directories that may not be listed or lie too deep, and what by its name would be a snapshot and is no plain file. */
    List<UnreadFile> unread() {
        return unread;
    }

    static boolean isSnapshotName(String name) {
        return !name.startsWith(".")
                && (name.endsWith(".json") || name.endsWith(".json.gz") || name.endsWith(".json.zst"));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean hidden = !directory.equals(real) && fileName(directory).startsWith(".");
        return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            tooDeep(file);
            return FileVisitResult.CONTINUE;
        }
        if (!isSnapshotName(fileName(file))) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink() && Files.isDirectory(file)) {
            return FileVisitResult.CONTINUE;
        }
        // A pipe or device by that name would never end; only what is, or leads to, a plain file is opened.
        if (Files.isRegularFile(file)) {
            files.add(asNamed(file));
        } else {
            unread.add(new UnreadFile(asNamed(file).toString(), asNamed(file) + ": not a plain file; remove it"));
        }
        return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    /** A directory is visited as a file where the walk goes no deeper: nobody knows what it holds. */
    private void tooDeep(Path directory) {
        if (!fileName(directory).startsWith(".")) {
            String name = asNamed(directory).toString();
            unread.add(new UnreadFile(
                    name,
                    name + ": lies " + DEEPEST + " directories deep and was not read; name it on the command line"));
        }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (file.equals(real)) {
            throw failure;
        }
        FormatException told = SnapshotFiles.unreadable(asNamed(file), failure);
        unread.add(UnreadFile.of(told));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
        if (failure != null) {
            FormatException told = SnapshotFiles.unreadable(asNamed(directory), failure);
            unread.add(UnreadFile.of(told));
        }
        return FileVisitResult.CONTINUE;
    }

    private Path asNamed(Path file) {
        return named.resolve(real.relativize(file));
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
