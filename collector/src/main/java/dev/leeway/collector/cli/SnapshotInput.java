package dev.leeway.collector.cli;

import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFiles;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the one snapshot that an argument names. */
final class SnapshotInput {
    private SnapshotInput() {}

    /**
     * The snapshot in the file {@code argument}, or from standard input where that is {@code -}.
     *
     * @throws FormatException when it cannot be read
     * @throws CommandFailure when it is something else than one snapshot that an agent took
     */
    static Snapshot read(String argument, Surroundings surroundings) throws FormatException, CommandFailure {
        return read(argument, surroundings, Sources.files());
    }

    /** The same, where the argument may also select one snapshot of a store. */
    static Snapshot read(String argument, Surroundings surroundings, Sources sources)
            throws FormatException, CommandFailure {
        if (sources.selects(argument)) {
            return selected(argument, surroundings, sources);
        }
        SnapshotFile file = file(argument, surroundings);
        if (file.bill().isPresent()) {
            throw new CommandFailure(file.name() + ": is a bill of materials; name a snapshot");
        }
        return file.snapshot();
    }

    private static Snapshot selected(String argument, Surroundings surroundings, Sources sources)
            throws CommandFailure {
        SnapshotFolder found = sources.selected(
                argument, PolicyReader.shipped(), surroundings.clock().instant());
        if (found.snapshots().size() + found.unread().size() != 1) {
            throw new CommandFailure(argument + ": selects "
                    + (found.snapshots().size() + found.unread().size()) + " snapshots; name one host, as in prod/"
                    + found.snapshots().get(0).snapshot().host().name());
        }
        if (found.snapshots().isEmpty()) {
            throw new CommandFailure(found.unread().get(0).message());
        }
        return found.snapshots().get(0).snapshot();
    }

    private static SnapshotFile file(String argument, Surroundings surroundings)
            throws FormatException, CommandFailure {
        BillOptions bills =
                new BillOptions(Optional.empty(), surroundings.clock().instant());
        if (argument.equals("-")) {
            return SnapshotFiles.read(surroundings.standardInput(), "standard input", bills);
        }
        Path path;
        try {
            path = Path.of(argument);
        } catch (InvalidPathException e) {
            throw new FormatException(VisibleText.of(argument), "", "not a path", "check the argument", e);
        }
        if (Files.isDirectory(path)) {
            throw new CommandFailure(argument + ": is a directory; name the file of one snapshot");
        }
        return SnapshotFiles.read(path, bills);
    }
}
