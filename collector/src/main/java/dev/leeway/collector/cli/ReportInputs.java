package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.store.FolderFindings;
import dev.leeway.collector.store.NewestSnapshots;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFiles;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotFolders;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a directory of many hosts' snapshots, one side for each environment they name. */
final class ReportInputs {
    private ReportInputs() {}

    /**
     * The environments found beneath {@code folders}.
     *
     * @param bills what is known of bills of materials besides, the moment of the comparison among it
     * @throws FormatException when a directory cannot be listed
     * @throws CommandFailure when they hold nothing to report on
     */
    static Inputs read(List<FleetFlags.Folder> folders, Policy policy, BillOptions bills)
            throws FormatException, CommandFailure {
        List<UnreadFile> unread = new ArrayList<>();
        List<SnapshotFile> named = new ArrayList<>();
        int reports = 0;
        for (FleetFlags.Folder folder : folders) {
            SnapshotFolder found = Files.isRegularFile(folder.path())
                    ? new SnapshotFolder(List.of(SnapshotFiles.read(folder.path(), bills)), List.of(), 0)
                    : SnapshotFolders.read(folder.path(), bills);
            unread.addAll(found.unread());
            reports += found.reports();
            for (SnapshotFile file : found.snapshots()) {
                Optional<String> objection = objection(file, folder.environment(), policy);
                if (objection.isPresent()) {
                    unread.add(new UnreadFile(file.name(), file.name() + objection.get()));
                } else {
                    named.add(folder.environment()
                            .filter(name -> file.snapshot().host().environment().isEmpty())
                            .map(file::of)
                            .orElse(file));
                }
            }
        }
        if (named.isEmpty()) {
            String all =
                    folders.stream().map(folder -> folder.path().toString()).collect(Collectors.joining(", "));
            throw DiffInputs.nothingIn(all, new SnapshotFolder(List.of(), unread, reports));
        }
        NewestSnapshots newest = NewestSnapshots.of(named, snapshot -> environment(snapshot, policy), bills.undated());
        Map<String, List<Snapshot>> byEnvironment = new TreeMap<>();
        for (SnapshotFile file : newest.snapshots()) {
            byEnvironment
                    .computeIfAbsent(environment(file.snapshot(), policy), any -> new ArrayList<>())
                    .add(file.snapshot());
        }
        List<Side> sides = new ArrayList<>();
        byEnvironment.forEach((name, snapshots) -> sides.add(new Side(name, snapshots)));
        return new Inputs(
                sides, new FolderFindings(unread, newest.superseded(), reports, newest.recounted()), List.of());
    }

    /** Why what was read cannot be placed, as the end of a message. */
    private static Optional<String> objection(SnapshotFile file, Optional<String> environment, Policy policy) {
        if (file.bill().isPresent() && BillSides.unnamed(file.bill().get())) {
            return Optional.of(BillSides.NAMES_NO_SERVICE);
        }
        Optional<String> own = file.snapshot().host().environment();
        if (own.isEmpty() && environment.isEmpty()) {
            return Optional.of(
                    file.bill().isPresent()
                            ? ": a bill of materials that names no environment; compare it with leeway diff"
                            : ": names no environment; take it again with leeway-agent snapshot --environment, or say it"
                                    + " with --environment NAME=DIR");
        }
        boolean other = own.isPresent()
                && environment.isPresent()
                && !environment(file.snapshot(), policy).equals(Environments.canonical(policy, environment.get()));
        return other
                ? Optional.of(": is of environment '" + VisibleText.of(own.get())
                        + "' by its own account, not of the one --environment names")
                : Optional.empty();
    }

    private static String environment(Snapshot snapshot, Policy policy) {
        return Environments.canonical(policy, snapshot.host().environment().orElse(""));
    }
}
