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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads the snapshots of many hosts, from directories or a store, one side for each environment they name. */
final class ReportInputs {
    private final Policy policy;
    private final BillOptions bills;
    private final Sources sources;
    private final List<UnreadFile> unread = new ArrayList<>();
    private final List<Silent> silent = new ArrayList<>();
    private final List<SnapshotFile> named = new ArrayList<>();
    private int reports;

    private ReportInputs(Policy policy, BillOptions bills, Sources sources) {
        this.policy = policy;
        this.bills = bills;
        this.sources = sources;
    }

    /**
     * The environments found beneath {@code folders}; of a store those that are not named stand as they are now.
     *
     * @param bills what is known of bills of materials besides, the moment of the comparison among it
     * @param sources that know the store, where there is one
     * @throws FormatException when a directory cannot be listed
     * @throws CommandFailure when they hold nothing to report on
     */
    static Inputs read(List<FleetFlags.Folder> folders, Policy policy, BillOptions bills, Sources sources)
            throws FormatException, CommandFailure {
        ReportInputs inputs = new ReportInputs(policy, bills, sources);
        for (FleetFlags.Folder folder : folders) {
            inputs.place(folder);
        }
        boolean part = folders.stream()
                .anyMatch(folder -> folder.environment().isEmpty() || !sources.selects(folder.source()));
        if (sources.stored() && !part) {
            Set<String> told = new TreeSet<>();
            folders.forEach(folder ->
                    told.add(Environments.canonical(policy, folder.environment().orElse(""))));
            inputs.place(sources.newest(policy, told), Optional.empty());
        }
        return inputs.sides(folders);
    }

    /** The environments found beneath {@code folders} and nowhere else, as they were earlier. */
    static Inputs earlier(List<FleetFlags.Folder> folders, Policy policy, BillOptions bills, Sources sources)
            throws FormatException, CommandFailure {
        ReportInputs inputs = new ReportInputs(policy, bills, sources);
        for (FleetFlags.Folder folder : folders) {
            inputs.place(folder);
        }
        return inputs.sides(folders);
    }

    private void place(FleetFlags.Folder folder) throws FormatException, CommandFailure {
        SnapshotFolder found = found(folder);
        int before = named.size();
        place(found, folder.environment());
        if (named.size() == before) {
            silent.add(new Silent(
                    folder, found.snapshots().isEmpty() && found.unread().isEmpty()));
        }
    }

    private void place(SnapshotFolder found, Optional<String> environment) {
        unread.addAll(found.unread());
        reports += found.reports();
        for (SnapshotFile file : found.snapshots()) {
            Optional<String> objection = objection(file, environment, policy);
            if (objection.isPresent()) {
                unread.add(new UnreadFile(file.name(), file.name() + objection.get()));
            } else {
                named.add(environment
                        .filter(name -> file.snapshot().host().environment().isEmpty())
                        .map(file::of)
                        .orElse(file));
            }
        }
    }

    private Inputs sides(List<FleetFlags.Folder> folders) throws CommandFailure {
        if (named.isEmpty()) {
            String all = folders.isEmpty()
                    ? "the store"
                    : folders.stream().map(FleetFlags.Folder::source).collect(Collectors.joining(", "));
            throw DiffInputs.nothingIn(all, new SnapshotFolder(List.of(), unread, reports));
        }
        NewestSnapshots newest = NewestSnapshots.of(named, snapshot -> environment(snapshot, policy), bills.undated());
        Map<String, List<SnapshotFile>> byEnvironment = new TreeMap<>();
        for (SnapshotFile file : newest.snapshots()) {
            byEnvironment
                    .computeIfAbsent(environment(file.snapshot(), policy), any -> new ArrayList<>())
                    .add(file);
        }
        List<Side> sides = new ArrayList<>();
        byEnvironment.forEach((name, files) -> sides.add(Side.of(name, files)));
        List<String> awaited = awaited(byEnvironment.keySet());
        return new Inputs(
                sides,
                new FolderFindings(unread, newest.superseded(), reports, newest.recounted(), sources.remarks()),
                List.of(),
                awaited);
    }

    /** A directory that gave nothing; where it is not empty, what lies there is told as unread. */
    private record Silent(FleetFlags.Folder folder, boolean empty) {}

    /**
     * The environments that somebody named and that no snapshot is of. Where others are of it, or it has no name, the directory that
     * gave nothing is among the unread: a path that is a slip looks the same as hosts that fell silent.
     */
    private List<String> awaited(Set<String> there) {
        TreeSet<String> awaited = new TreeSet<>();
        for (Silent each : silent) {
            Optional<String> name = each.folder()
                    .environment()
                    .map(typed -> Environments.canonical(policy, typed))
                    .filter(typed -> !there.contains(typed));
            if (name.isPresent()) {
                awaited.add(name.get());
            } else if (each.empty()) {
                String source = each.folder().source();
                unread.add(new UnreadFile(source, source + ": " + DiffInputs.NO_SNAPSHOT + "; check the path"));
            }
        }
        return List.copyOf(awaited);
    }

    private SnapshotFolder found(FleetFlags.Folder folder) throws FormatException, CommandFailure {
        if (sources.selects(folder.source())) {
            return sources.selected(folder.source(), policy, bills.undated());
        }
        return Files.isRegularFile(folder.path())
                ? new SnapshotFolder(List.of(SnapshotFiles.read(folder.path(), bills)), List.of(), 0)
                : SnapshotFolders.read(folder.path(), bills);
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
