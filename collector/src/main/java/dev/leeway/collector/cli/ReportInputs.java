package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.store.FolderFindings;
import dev.leeway.collector.store.NewestSnapshots;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotFolders;
import dev.leeway.collector.store.UnreadFile;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.snapshot.Snapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a directory of many hosts' snapshots, one side for each environment they name. */
final class ReportInputs {
    private ReportInputs() {}

    /**
     * The environments found beneath {@code folder}.
     *
     * @param bills what is known of bills of materials besides, the moment of the comparison among it
     * @throws FormatException when the directory cannot be listed
     * @throws CommandFailure when it holds nothing to report on
     */
    static Inputs read(Path folder, Policy policy, BillOptions bills) throws FormatException, CommandFailure {
        SnapshotFolder found = SnapshotFolders.read(folder, bills);
        List<UnreadFile> unread = new ArrayList<>(found.unread());
        List<SnapshotFile> named = new ArrayList<>();
        for (SnapshotFile file : found.snapshots()) {
            if (file.bill().isPresent() && BillSides.unnamed(file.bill().get())) {
                unread.add(new UnreadFile(file.name(), file.name() + BillSides.NAMES_NO_SERVICE));
            } else if (file.snapshot().host().environment().isPresent()) {
                named.add(file);
            } else {
                unread.add(new UnreadFile(
                        file.name(),
                        file.name()
                                + (file.bill().isPresent()
                                        ? ": a bill of materials that names no environment; compare it with leeway diff"
                                        : ": names no environment; take it again with leeway-agent snapshot"
                                                + " --environment")));
            }
        }
        if (named.isEmpty()) {
            throw DiffInputs.nothingIn(folder.toString(), new SnapshotFolder(List.of(), unread, found.reports()));
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
                sides, new FolderFindings(unread, newest.superseded(), found.reports(), newest.recounted()), List.of());
    }

    private static String environment(Snapshot snapshot, Policy policy) {
        return Environments.canonical(policy, snapshot.host().environment().orElse(""));
    }
}
