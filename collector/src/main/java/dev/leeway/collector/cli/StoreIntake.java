package dev.leeway.collector.cli;

import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.ReportFiles;
import dev.leeway.collector.store.SnapshotFiles;
import dev.leeway.collector.store.SnapshotFolders;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotDocument;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings files into a store, some at a time, and counts what became of them. */
final class StoreIntake {
    private static final int AT_ONCE = 100;
    private static final long MOST_BYTES = 32L << 20;
    private static final String STANDARD_INPUT = "-";

    private final Surroundings surroundings;
    private final boolean recounted;
    private final boolean asTaken;
    private final PrintWriter err;
    private long stored;
    private long known;
    private long refused;
    private long unread;
    private long reports;

    StoreIntake(Surroundings surroundings, boolean recounted, boolean asTaken, PrintWriter err) {
        this.surroundings = surroundings;
        this.recounted = recounted;
        this.asTaken = asTaken;
        this.err = err;
    }

    /**
     * The files that arguments name, those of directories in the order of their names.
     *
     * @throws CommandFailure when one names nothing
     */
    List<String> files(List<String> arguments) throws CommandFailure, FormatException {
        List<String> files = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(STANDARD_INPUT)) {
                files.add(argument);
                continue;
            }
            Path path = path(argument);
            if (Files.notExists(path)) {
                throw new CommandFailure(argument + ": there is no such file; check the path");
            }
            if (Files.isDirectory(path)) {
                SnapshotFolders.Listed listed = SnapshotFolders.list(path);
                listed.files().forEach(file -> files.add(file.toString()));
                listed.unread().forEach(this::unread);
            } else {
                files.add(argument);
            }
        }
        if (files.isEmpty() && unread == 0) {
            throw new CommandFailure(String.join(", ", arguments)
                    + ": holds no snapshot (*.json, *.json.gz, *.json.zst); check the path");
        }
        return files;
    }

    private static Path path(String argument) throws CommandFailure {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new CommandFailure(VisibleText.of(argument) + ": not a path", e);
        }
    }

    /** Adds them; each group is on the disk before the next is read. */
    void add(SnapshotStore store, List<String> files) throws StoreException {
        List<Arrival> group = new ArrayList<>();
        long bytes = 0;
        for (String file : files) {
            try {
                byte[] document = file.equals(STANDARD_INPUT)
                        ? SnapshotFiles.document(surroundings.standardInput(), "standard input")
                        : SnapshotFiles.document(Path.of(file));
                group.add(arrival(document, file.equals(STANDARD_INPUT) ? "standard input" : file));
                bytes += document.length;
            } catch (FormatException e) {
                missing(file, e);
            }
            if (group.size() >= AT_ONCE || bytes > MOST_BYTES) {
                group(store, group);
                bytes = 0;
            }
        }
        group(store, group);
    }

    /** Adds one group of arrivals, and empties it. */
    void group(SnapshotStore store, List<Arrival> group) throws StoreException {
        if (group.isEmpty()) {
            return;
        }
        for (Receipt receipt : store.add(group)) {
            switch (receipt.fate()) {
                case STORED -> stored++;
                case KNOWN -> known++;
                case LACKING, REFUSED -> {
                    refused++;
                    err.println(Main.NAME + ": " + VisibleText.of(receipt.source() + ": " + receipt.message()));
                }
            }
        }
        group.clear();
    }

    private Arrival arrival(byte[] document, String source) throws FormatException {
        SnapshotDocument read = SnapshotDocument.read(document, source);
        Optional<Instant> received = asTaken ? Optional.of(read.snapshot().capturedAt()) : Optional.empty();
        return new Arrival(source, read, received, recounted);
    }

    private void missing(String file, FormatException failure) {
        if (!file.equals(STANDARD_INPUT) && isReport(Path.of(file))) {
            reports++;
        } else {
            unread(new UnreadFile(file, String.valueOf(failure.getMessage())));
        }
    }

    private void unread(UnreadFile file) {
        unread++;
        err.println(Main.NAME + ": " + VisibleText.of(file.message()));
    }

    /** Reports lie beside the snapshots they are about. */
    private static boolean isReport(Path file) {
        try {
            ReportFiles.read(file);
            return true;
        } catch (FormatException e) {
            return false;
        }
    }

    /** A failure in the middle, with what was acknowledged before it, which stays. */
    StoreException stopped(StoreException failure) {
        return stored + known == 0
                ? failure
                : new StoreException(
                        failure.getMessage() + "; before it were " + summary() + ", which stays so", failure);
    }

    /** Whether something was not stored. */
    boolean missed() {
        return refused + unread > 0;
    }

    /** What became of all, as one line. */
    String summary() {
        return stored + " stored, " + known + " known already"
                + (refused > 0 ? ", " + refused + " refused" : "")
                + (unread > 0 ? ", " + unread + " not read" : "")
                + (reports > 0 ? ", " + reports + (reports == 1 ? " report" : " reports") + " passed over" : "");
    }
}
