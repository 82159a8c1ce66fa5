package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.cli.SideNames.Unnamed;
import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.collector.service.Side;
import dev.leeway.collector.store.FolderFindings;
import dev.leeway.collector.store.NewestSnapshots;
import dev.leeway.collector.store.SideBySide;
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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** Reads the arguments of a comparison: each a file, a directory of one environment's hosts, or standard input. */
final class DiffInputs {
    /** What is said of a directory with nothing to compare. */
    static final String NO_SNAPSHOT = "holds no snapshot (*.json, *.json.gz, *.json.zst)";

    private static final String STANDARD_INPUT = "-";

    private final Policy policy;
    private final Surroundings surroundings;
    private final BillOptions bills;
    private final Sources sources;
    private final List<UnreadFile> unread = new ArrayList<>();
    private final List<String> recounted = new ArrayList<>();
    private int superseded;
    private int reports;

    private DiffInputs(Policy policy, Surroundings surroundings, BillOptions bills, Sources sources) {
        this.policy = policy;
        this.bills = bills;
        this.sources = sources;
        this.surroundings = surroundings;
    }

    /**
     * One side for each of {@code arguments}.
     *
     * @param bills what is known of bills of materials besides, the moment of the comparison among it
     * @param hosts whether unlike hosts are compared fact by fact
     * @param sources that know the store, where there is one
     * @throws FormatException when an argument is not a readable snapshot
     * @throws CommandFailure when an argument cannot be one side
     */
    static Inputs read(
            List<String> arguments,
            Policy policy,
            Surroundings surroundings,
            BillOptions bills,
            boolean hosts,
            Sources sources)
            throws FormatException, CommandFailure {
        return new DiffInputs(policy, surroundings, bills, sources).read(arguments, hosts);
    }

    private Inputs read(List<String> arguments, boolean hosts) throws FormatException, CommandFailure {
        List<SideArgument> typed = new ArrayList<>();
        for (String argument : arguments) {
            typed.add(SideArgument.of(argument));
        }
        if (typed.stream()
                        .filter(argument -> argument.source().equals(STANDARD_INPUT))
                        .count()
                > 1) {
            throw new CommandFailure("'-' is given twice, but standard input can be read only once");
        }
        Iterator<SnapshotFolder> selected = sources.selected(
                        typed.stream()
                                .map(SideArgument::source)
                                .filter(sources::selects)
                                .toList(),
                        policy,
                        bills.undated())
                .iterator();
        List<Callable<Loaded>> tasks = new ArrayList<>();
        for (SideArgument argument : typed) {
            if (sources.selects(argument.source())) {
                Loaded loaded = new Loaded(argument, selected.next(), Optional.empty());
                tasks.add(() -> loaded);
            } else {
                tasks.add(() -> load(argument));
            }
        }
        List<Unnamed> sides = new ArrayList<>();
        List<List<SnapshotFile>> files = new ArrayList<>();
        for (Loaded loaded : SideBySide.run(tasks)) {
            if (loaded.failure().isPresent()) {
                throw loaded.failure().get();
            }
            String source = loaded.argument().source();
            NewestSnapshots newest = newest(source, named(loaded));
            files.add(newest.snapshots());
            sides.add(side(sources.selects(source) ? label(source) : source, newest));
        }
        List<String> names = SideNames.of(policy, sides);
        List<Side> named = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            named.add(Side.of(names.get(i), files.get(i)));
        }
        BillSides spoken = BillSides.of(policy, files, bills, hosts);
        List<String> remarks = new ArrayList<>(spoken.remarks());
        remarks.addAll(sources.remarks());
        return new Inputs(named, new FolderFindings(unread, superseded, reports, recounted, remarks), spoken.within());
    }

    /** What a selection is called beside another of the same environment: {@code prod~0} for {@code prod}. */
    private static String label(String selector) {
        boolean plain = selector.chars().noneMatch(each -> each == '~' || each == '@' || each == ':' || each == '/');
        return plain ? selector + "~0" : selector;
    }

    /** What one argument came to: snapshots, or the reason why not. */
    private record Loaded(SideArgument argument, SnapshotFolder folder, Optional<FormatException> failure) {}

    private Loaded load(SideArgument argument) {
        try {
            return new Loaded(argument, snapshots(argument.source()), Optional.empty());
        } catch (FormatException e) {
            return new Loaded(argument, new SnapshotFolder(List.of(), List.of(), 0), Optional.of(e));
        }
    }

    private SnapshotFolder snapshots(String argument) throws FormatException {
        if (argument.equals(STANDARD_INPUT)) {
            return alone(SnapshotFiles.read(surroundings.standardInput(), "standard input", bills));
        }
        try {
            Path path = Path.of(argument);
            return Files.isDirectory(path) ? SnapshotFolders.read(path, bills) : alone(SnapshotFiles.read(path, bills));
        } catch (InvalidPathException e) {
            throw new FormatException(VisibleText.of(argument), "", "not a path", "check the argument", e);
        }
    }

    private static SnapshotFolder alone(SnapshotFile file) {
        return new SnapshotFolder(List.of(file), List.of(), 0);
    }

    /** What was read, under the environment that was typed before it where it names none itself. */
    private SnapshotFolder named(Loaded loaded) throws CommandFailure {
        SnapshotFolder folder = loaded.folder();
        if (loaded.argument().environment().isEmpty()) {
            return folder;
        }
        String typed = loaded.argument().environment().get();
        List<SnapshotFile> named = new ArrayList<>();
        for (SnapshotFile file : folder.snapshots()) {
            Optional<String> own = file.snapshot().host().environment();
            if (own.isPresent() && !environment(file.snapshot()).equals(Environments.canonical(policy, typed))) {
                throw new CommandFailure(VisibleText.of(file.name()) + ": is of environment '"
                        + VisibleText.of(own.get()) + "' by its own account; leave out '" + typed + "='");
            }
            named.add(own.isPresent() ? file : file.of(typed));
        }
        return new SnapshotFolder(named, folder.unread(), folder.reports());
    }

    private NewestSnapshots newest(String argument, SnapshotFolder folder) throws CommandFailure {
        if (folder.snapshots().isEmpty()) {
            throw nothingIn(argument, folder);
        }
        unread.addAll(folder.unread());
        reports += folder.reports();
        NewestSnapshots newest = NewestSnapshots.of(folder.snapshots(), this::environment, bills.undated());
        recounted.addAll(newest.recounted());
        superseded += newest.superseded();
        return newest;
    }

    private Unnamed side(String argument, NewestSnapshots newest) throws CommandFailure {
        List<Snapshot> snapshots = new ArrayList<>();
        Set<String> environments = new TreeSet<>();
        for (SnapshotFile file : newest.snapshots()) {
            snapshots.add(file.snapshot());
            environments.add(environment(file.snapshot()));
        }
        if (environments.size() > 1) {
            throw mixed(argument, environments);
        }
        Optional<String> environment = environments.stream().findFirst().filter(name -> !name.isEmpty());
        return new Unnamed(argument, environment, snapshots);
    }

    private String environment(Snapshot snapshot) {
        return snapshot.host()
                .environment()
                .map(name -> Environments.canonical(policy, name))
                .orElse("");
    }

    static CommandFailure nothingIn(String argument, SnapshotFolder folder) {
        return folder.unread().isEmpty()
                ? new CommandFailure(argument + ": " + NO_SNAPSHOT + "; check the path")
                : new CommandFailure(argument + ": holds no readable snapshot; the first of "
                        + folder.unread().size() + " that cannot be read: "
                        + folder.unread().get(0).message());
    }

    private static CommandFailure mixed(String argument, Set<String> environments) {
        List<String> names = new ArrayList<>();
        environments.forEach(name -> names.add(name.isEmpty() ? "no environment" : name));
        return new CommandFailure(argument + ": holds snapshots of several environments (" + String.join(", ", names)
                + "), but is one side of a comparison; compare them all with: leeway report " + argument);
    }
}
