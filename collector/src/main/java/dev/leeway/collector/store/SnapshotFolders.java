package dev.leeway.collector.store;

import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotSeries;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Reads every snapshot beneath a directory; a file that cannot be used costs only itself. */
public final class SnapshotFolders {
    private final SnapshotSeries series = new SnapshotSeries();
    private final FactsPool pool = new FactsPool();

    private final BillOptions bills;

    private SnapshotFolders(BillOptions bills) {
        this.bills = bills;
    }

    /**
     * Reads {@code folder} and what lies beneath it, side by side where there are processors for it.
     *
     * @param bills what is known of bills of materials besides
     * @throws FormatException when the directory itself cannot be listed or holds too many files
     */
    public static SnapshotFolder read(Path folder, BillOptions bills) throws FormatException {
        FolderListing listing = FolderListing.of(folder);
        SnapshotFolders reader = new SnapshotFolders(bills);
        List<Callable<Outcome>> tasks = new ArrayList<>();
        for (Path file : listing.files()) {
            tasks.add(() -> reader.one(file));
        }
        List<SnapshotFile> snapshots = new ArrayList<>();
        List<UnreadFile> unread = new ArrayList<>(listing.unread());
        int reports = 0;
        for (Outcome outcome : SideBySide.run(tasks)) {
            outcome.snapshot().ifPresent(snapshots::add);
            outcome.unread().ifPresent(unread::add);
            reports += outcome.snapshot().isEmpty() && outcome.unread().isEmpty() ? 1 : 0;
        }
        return new SnapshotFolder(snapshots, unread, reports);
    }

    /**
     * The files {@link #read} of a directory would open.
     *
     * @param files in the order of their names
     * @param unread directories that may not be listed, and what is no plain file
     */
    public record Listed(List<Path> files, List<UnreadFile> unread) {
        public Listed {
            files = List.copyOf(files);
            unread = List.copyOf(unread);
        }
    }

    /**
     * Lists {@code folder} without reading a file.
     *
     * @throws FormatException when the directory itself cannot be listed or holds too many files
     */
    public static Listed list(Path folder) throws FormatException {
        FolderListing listing = FolderListing.of(folder);
        return new Listed(listing.files(), listing.unread());
    }

    /** Whether {@link #read} of {@code folder} would open {@code file}; both are real paths. */
    public static boolean reads(Path folder, Path file) {
        if (!file.startsWith(folder) || file.equals(folder)) {
            return false;
        }
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".")) {
                return false;
            }
        }
        return FolderListing.isSnapshotName(String.valueOf(file.getFileName()));
    }

    private Outcome one(Path file) {
        Optional<Snapshot> quick = SnapshotFiles.quick(file, series);
        if (quick.isPresent()) {
            return new Outcome(Optional.of(new SnapshotFile(file.toString(), quick.get())), Optional.empty());
        }
        try {
            SnapshotFile read = SnapshotFiles.read(file, bills);
            return new Outcome(Optional.of(read.with(pool.share(read.snapshot()))), Optional.empty());
        } catch (FormatException e) {
            return isReport(file)
                    ? new Outcome(Optional.empty(), Optional.empty())
                    : new Outcome(Optional.empty(), Optional.of(UnreadFile.of(e)));
        }
    }

    /** Whether it is one of the reports that nightly runs leave beside the snapshots. */
    private static boolean isReport(Path file) {
        try {
            ReportFiles.read(file);
            return true;
        } catch (FormatException e) {
            return false;
        }
    }

    /** What one file came to; neither is there where it was a report. */
    private record Outcome(Optional<SnapshotFile> snapshot, Optional<UnreadFile> unread) {}
}
