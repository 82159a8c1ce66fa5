package dev.leeway.collector.cli;

import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFiles;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotFolders;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots that are to be mirrored.
 *
 * @param snapshots in the order of arguments and names
 * @param unread what could not be used, each costing only itself
 */
record MirrorInputs(List<SnapshotFile> snapshots, List<UnreadFile> unread) {
    /**
     * Reads files and directories.
     *
     * @throws FormatException when an argument cannot be read
     * @throws CommandFailure when there is no snapshot at all
     */
    static MirrorInputs read(List<String> arguments, Instant asOf) throws FormatException, CommandFailure {
        BillOptions bills = new BillOptions(Optional.empty(), asOf);
        List<SnapshotFile> found = new ArrayList<>();
        List<UnreadFile> unread = new ArrayList<>();
        for (String argument : arguments) {
            Path path = path(argument);
            if (Files.isDirectory(path)) {
                SnapshotFolder folder = SnapshotFolders.read(path, bills);
                found.addAll(folder.snapshots());
                unread.addAll(folder.unread());
            } else {
                found.add(SnapshotFiles.read(path, bills));
            }
        }
        List<SnapshotFile> snapshots = new ArrayList<>();
        for (SnapshotFile file : found) {
            if (file.bill().isPresent()) {
                unread.add(new UnreadFile(
                        file.name(), file.name() + ": is a bill of materials; a mirror holds what agents saw, name snapshots"));
            } else {
                snapshots.add(file);
            }
        }
        if (snapshots.isEmpty()) {
            throw new CommandFailure(
                    unread.isEmpty()
                            ? VisibleText.of(String.join(", ", arguments)) + ": no snapshots there; name where they are"
                            : unread.get(0).message());
        }
        return new MirrorInputs(snapshots, unread);
    }

    private static Path path(String argument) throws FormatException {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new FormatException(VisibleText.of(argument), "", "not a path", "check the argument", e);
        }
    }
}
