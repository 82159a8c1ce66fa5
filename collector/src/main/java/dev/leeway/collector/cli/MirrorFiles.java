package dev.leeway.collector.cli;

import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.store.NewestSnapshots;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFiles;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotFolders;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.collector.store.git.MirrorSource;
import dev.leeway.collector.store.git.Mirrored;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files of snapshots. When they were received they do not say, so that the clocks of their hosts have to do, as far as they do not run ahead. */
final class MirrorFiles implements MirrorSource {
    private final SortedMap<Long, List<SnapshotFile>> days = new TreeMap<>();
    private final List<SnapshotFile> all;
    private final List<UnreadFile> unread;
    private final Instant asOf;

    private MirrorFiles(List<SnapshotFile> all, List<UnreadFile> unread, Instant asOf) {
        this.all = all;
        this.unread = unread;
        this.asOf = asOf;
        for (SnapshotFile file : all) {
            days.computeIfAbsent(MirrorSource.day(received(file)), unused -> new ArrayList<>())
                    .add(file);
        }
    }

    /**
     * Reads files and directories.
     *
     * @throws FormatException when an argument cannot be read
     * @throws CommandFailure when there is no snapshot at all
     */
    static MirrorFiles read(List<String> arguments, Instant asOf) throws FormatException, CommandFailure {
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
                        file.name(),
                        file.name() + ": is a bill of materials; a mirror holds what agents saw, name snapshots"));
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
        return new MirrorFiles(snapshots, unread, asOf);
    }

    private static Path path(String argument) throws FormatException {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            throw new FormatException(VisibleText.of(argument), "", "not a path", "check the argument", e);
        }
    }

    private Instant received(SnapshotFile file) {
        Instant captured = file.snapshot().capturedAt();
        return captured.isAfter(asOf) ? asOf : captured;
    }

    @Override
    public Read newest(Instant moment) {
        List<Mirrored> group = new ArrayList<>();
        newest(all).forEach(file -> group.add(new Mirrored(file.snapshot(), moment)));
        return new Read(group, unread);
    }

    private List<SnapshotFile> newest(List<SnapshotFile> files) {
        return NewestSnapshots.of(
                        files,
                        snapshot -> snapshot.host()
                                .environment()
                                .map(name -> "/" + name)
                                .orElse(""),
                        asOf)
                .snapshots();
    }

    @Override
    public SortedSet<Long> days(Wanted wanted) {
        return new TreeSet<>(days.keySet());
    }

    @Override
    public Read day(long day, boolean whole) {
        List<Mirrored> group = new ArrayList<>();
        newest(days.getOrDefault(day, List.of()))
                .forEach(file -> group.add(new Mirrored(file.snapshot(), received(file))));
        return new Read(group, day == days.firstKey() ? unread : List.of());
    }
}
