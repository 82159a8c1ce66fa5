package dev.leeway.collector.store;

import dev.leeway.collector.sbom.BillOptions;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.wire.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A directory of snapshot files, read as a store. It knows no time of arrival: the host's own clock stands for it, and
 * decides where counts do not. What needs more than files it says it cannot do.
 */
public final class DirectoryStore implements SnapshotStore {
    private static final long DAY = 86_400;

    private static final String NEXT = "use a SQLite file: leeway store add --store leeway.db DIR";

    private static final Comparator<SnapshotFile> BY_COUNT = Comparator.comparing(
            SnapshotFile::snapshot, Comparator.comparingLong(Snapshot::sequence).thenComparing(Snapshot::id));
    private static final Comparator<SnapshotFile> BY_CLOCK = Comparator.comparing(
            SnapshotFile::snapshot,
            Comparator.comparing(Snapshot::capturedAt)
                    .thenComparingLong(Snapshot::sequence)
                    .thenComparing(Snapshot::id));

    private final Path folder;
    private final Clock clock;
    /** What lay there when this view was taken; null where every question looks again. */
    private final @Nullable Found held;
    /** What steps tell of, kept so that it can be asked for. */
    private final Map<Section, Long> numbers = new HashMap<>();

    private final Map<Long, Section> read = new HashMap<>();

    /** The snapshots in {@code folder} and below it, as they are when they are asked for. */
    public DirectoryStore(Path folder, Clock clock) {
        this(folder, clock, null);
    }

    private DirectoryStore(Path folder, Clock clock, @Nullable Found held) {
        this.folder = folder;
        this.clock = clock;
        this.held = held;
    }

    /** What lies there at one moment. */
    private record Found(
            Map<StoredHost, List<StoredSnapshot>> byHost, Map<String, SnapshotFile> files, List<UnreadFile> unread) {}

    private Found found() throws StoreException {
        Found view = held;
        return view == null ? looked() : view;
    }

    private Found looked() throws StoreException {
        SnapshotFolder read;
        try {
            read = SnapshotFolders.read(folder, new BillOptions(Optional.empty(), clock.instant()));
        } catch (FormatException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
        Map<String, SnapshotFile> files = new LinkedHashMap<>();
        Map<String, Map<String, SnapshotFile>> grouped = new TreeMap<>();
        for (SnapshotFile file : read.snapshots()) {
            if (file.bill().isEmpty() && files.putIfAbsent(file.snapshot().id(), file) == null) {
                String host =
                        file.snapshot().host().environment().orElse("") + "\n" + StoredHost.filed(file.snapshot());
                grouped.computeIfAbsent(host, any -> new LinkedHashMap<>())
                        .put(file.snapshot().id(), file);
            }
        }
        Map<StoredHost, List<StoredSnapshot>> byHost = new LinkedHashMap<>();
        long number = 0;
        for (Map.Entry<String, Map<String, SnapshotFile>> each : grouped.entrySet()) {
            String[] names = each.getKey().split("\n", -1);
            StoredHost host = StoredHost.of(byHost.size() + 1L, names[0], names[1]);
            List<StoredSnapshot> snapshots = new ArrayList<>();
            for (SnapshotFile file : ordered(new ArrayList<>(each.getValue().values()))) {
                number++;
                Snapshot snapshot = file.snapshot();
                snapshots.add(
                        0,
                        new StoredSnapshot(
                                number,
                                snapshot.id(),
                                host,
                                snapshot.sequence(),
                                snapshot.capturedAt(),
                                snapshot.capturedAt()));
            }
            byHost.put(host, snapshots);
        }
        return new Found(byHost, files, read.unread());
    }

    /** The oldest first: by count, unless a count says nothing or comes twice. */
    private static List<SnapshotFile> ordered(List<SnapshotFile> files) {
        Set<Long> counts = new HashSet<>();
        boolean counted = files.stream()
                .map(file -> file.snapshot().sequence())
                .allMatch(sequence -> sequence > 0 && counts.add(sequence));
        files.sort(counted ? BY_COUNT : BY_CLOCK);
        return files;
    }

    @Override
    public Set<String> lacking(Collection<String> sectionIds) {
        return new HashSet<>(sectionIds);
    }

    /** Whoever writes files sends all of them. */
    @Override
    public Optional<Manifest> manifest(String environment, String host, String digest) {
        return Optional.empty();
    }

    @Override
    public List<Receipt> add(List<Arrival> group) throws StoreException {
        List<Receipt> receipts = new ArrayList<>();
        Found found = looked();
        try {
            for (Arrival arrival : group) {
                receipts.add(one(arrival, found));
            }
        } catch (StoreException e) {
            undone(receipts);
            throw e;
        }
        return receipts;
    }

    /** Nothing of a group stays that was not told to be stored; what cannot even be removed is a whole snapshot all the same. */
    private void undone(List<Receipt> receipts) {
        for (Receipt receipt : receipts) {
            if (receipt.fate() == Receipt.Fate.STORED) {
                try {
                    Files.deleteIfExists(file(receipt.id()));
                } catch (IOException e) {
                    // The disk is told of already.
                    return;
                }
            }
        }
    }

    private Path file(String id) {
        return folder.resolve(id.substring("c1:sha256:".length()) + ".json");
    }

    private Receipt one(Arrival arrival, Found found) throws StoreException {
        Snapshot snapshot = arrival.document().snapshot();
        if (found.files().containsKey(snapshot.id())) {
            return new Receipt(arrival.source(), snapshot.id(), Receipt.Fate.KNOWN, "");
        }
        List<byte[]> texts = new ArrayList<>();
        arrival.document().parts().forEach(part -> part.text().ifPresent(texts::add));
        if (texts.size() < arrival.document().parts().size()) {
            return new Receipt(
                    arrival.source(),
                    snapshot.id(),
                    Receipt.Fate.LACKING,
                    "a directory keeps whole snapshots, and of this one only ids of sections were sent; send it whole",
                    arrival.document().parts().stream()
                            .filter(part -> part.text().isEmpty())
                            .map(SnapshotDocument.Part::id)
                            .collect(Collectors.toSet()));
        }
        boolean taken = snapshot.sequence() > 0
                && found.files().values().stream()
                        .map(SnapshotFile::snapshot)
                        .anyMatch(each -> each.sequence() == snapshot.sequence()
                                && StoredHost.filed(each).equals(StoredHost.filed(snapshot))
                                && each.host()
                                        .environment()
                                        .equals(snapshot.host().environment()));
        if (taken && !arrival.recounted()) {
            return new Receipt(
                    arrival.source(),
                    snapshot.id(),
                    Receipt.Fate.REFUSED,
                    "another snapshot of "
                            + snapshot.host()
                                    .environment()
                                    .map(name -> name + "/")
                                    .orElse("")
                            + StoredHost.filed(snapshot) + " has its count, " + snapshot.sequence()
                            + "; add it with --recounted where the host was rebuilt");
        }
        Path file = file(snapshot.id());
        try {
            WholeFile.writeDurably(file, arrival.document().frame().document(texts));
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be written; check the directory and its disk", e);
        }
        found.files().put(snapshot.id(), new SnapshotFile(file.toString(), snapshot));
        return new Receipt(arrival.source(), snapshot.id(), Receipt.Fate.STORED, "");
    }

    @Override
    public List<StoredHost> hosts() throws StoreException {
        return List.copyOf(found().byHost().keySet());
    }

    @Override
    public List<StoredSnapshot> newest(Collection<StoredHost> hosts, int back) throws StoreException {
        Found found = found();
        List<StoredSnapshot> newest = new ArrayList<>();
        for (StoredHost host : hosts) {
            found.byHost().getOrDefault(host, List.of()).stream()
                    .skip(back)
                    .findFirst()
                    .ifPresent(newest::add);
        }
        return newest;
    }

    @Override
    public List<StoredSnapshot> at(Collection<StoredHost> hosts, Instant moment) throws StoreException {
        Found found = found();
        List<StoredSnapshot> newest = new ArrayList<>();
        for (StoredHost host : hosts) {
            found.byHost().getOrDefault(host, List.of()).stream()
                    .filter(snapshot -> !snapshot.receivedAt().isAfter(moment))
                    .findFirst()
                    .ifPresent(newest::add);
        }
        return newest;
    }

    @Override
    public List<StoredSnapshot> snapshots(StoredHost host) throws StoreException {
        return found().byHost().getOrDefault(host, List.of());
    }

    @Override
    public List<HostDay> days(Collection<StoredHost> hosts) throws StoreException {
        Found found = found();
        List<HostDay> days = new ArrayList<>();
        for (StoredHost host : hosts) {
            long later = Long.MAX_VALUE;
            for (StoredSnapshot snapshot : found.byHost().getOrDefault(host, List.of())) {
                long day = Math.floorDiv(snapshot.receivedAt().getEpochSecond(), DAY);
                if (day < later) {
                    later = day;
                    days.add(new HostDay(host, day, snapshot.number(), snapshot.number()));
                }
            }
        }
        return days;
    }

    /** As all of it is at this moment: a number is a place in one look, and a file that comes or goes would move those after it. */
    @Override
    public SnapshotStore asArrived() throws StoreException {
        return new DirectoryStore(folder, clock, found());
    }

    @Override
    public List<StoredSnapshot> numbered(Collection<Long> numbers) throws StoreException {
        Set<Long> wanted = new HashSet<>(numbers);
        return found().byHost().values().stream()
                .flatMap(List::stream)
                .filter(snapshot -> wanted.contains(snapshot.number()))
                .sorted(Comparator.comparingLong(StoredSnapshot::number))
                .toList();
    }

    @Override
    public List<StoredSnapshot> since(long point, int most) throws StoreException {
        throw cannot("tell what came after a point, for files come and go");
    }

    @Override
    public boolean changedSince(long point) throws StoreException {
        throw cannot("tell what came after a point, for files come and go");
    }

    @Override
    public SnapshotFolder read(Collection<StoredSnapshot> snapshots) throws StoreException {
        Found found = found();
        List<SnapshotFile> files = new ArrayList<>();
        for (StoredSnapshot snapshot : snapshots) {
            SnapshotFile file = found.files().get(snapshot.id());
            if (file != null) {
                files.add(file);
            }
        }
        return new SnapshotFolder(files, found.unread(), 0);
    }

    @Override
    public List<SectionRun> runs(Collection<StoredHost> hosts, SectionKey key) throws StoreException {
        Found found = found();
        List<SectionRun> runs = new ArrayList<>();
        for (StoredHost host : hosts) {
            List<Optional<Section>> before = List.of();
            List<StoredSnapshot> newestFirst = found.byHost().getOrDefault(host, List.of());
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                SnapshotFile file = found.files().get(newestFirst.get(i).id());
                Optional<Section> section = file == null
                        ? Optional.empty()
                        : Optional.ofNullable(file.snapshot().sections().get(key));
                Optional<Section> index =
                        file == null || section.isPresent() || key.subject().isEmpty()
                                ? Optional.empty()
                                : Optional.ofNullable(file.snapshot().sections().get(SectionKey.of(key.probe())));
                if (!before.equals(List.of(section, index))) {
                    runs.add(new SectionRun(newestFirst.get(i), section, false, index));
                }
                before = List.of(section, index);
            }
        }
        return runs;
    }

    @Override
    public List<HostStep> steps(Collection<StoredHost> hosts) throws StoreException {
        Found found = found();
        List<HostStep> steps = new ArrayList<>();
        for (StoredHost host : hosts) {
            List<HostStep> newestFirst = new ArrayList<>();
            Instant later = Instant.MAX;
            for (StoredSnapshot snapshot : found.byHost().getOrDefault(host, List.of())) {
                SnapshotFile file = found.files().get(snapshot.id());
                if (file != null && snapshot.receivedAt().isBefore(later)) {
                    newestFirst.add(new HostStep(snapshot, numbered(file.snapshot()), false));
                    later = snapshot.receivedAt();
                }
            }
            for (int i = newestFirst.size() - 1; i >= 0; i--) {
                boolean first = i == newestFirst.size() - 1;
                if (first
                        || !newestFirst
                                .get(i)
                                .sections()
                                .equals(newestFirst.get(i + 1).sections())) {
                    steps.add(newestFirst.get(i));
                }
            }
        }
        return steps;
    }

    private synchronized Map<SectionKey, Long> numbered(Snapshot snapshot) {
        Map<SectionKey, Long> sections = new HashMap<>();
        snapshot.sections().forEach((key, section) -> {
            Long number = numbers.computeIfAbsent(section, any -> (long) numbers.size() + 1);
            read.put(number, section);
            sections.put(key, number);
        });
        return sections;
    }

    @Override
    public synchronized Map<Long, Section> sections(Collection<Long> wanted) {
        Map<Long, Section> sections = new HashMap<>(read);
        sections.keySet().retainAll(new HashSet<>(wanted));
        return sections;
    }

    @Override
    public Map<Long, Snapshot> headers(Collection<StoredSnapshot> snapshots) throws StoreException {
        Found found = found();
        Map<Long, Snapshot> headers = new HashMap<>();
        for (StoredSnapshot each : snapshots) {
            SnapshotFile file = found.files().get(each.id());
            if (file != null) {
                Snapshot whole = file.snapshot();
                headers.put(
                        each.number(),
                        new Snapshot(
                                whole.id(),
                                whole.sequence(),
                                whole.host(),
                                whole.startedAt(),
                                whole.capturedAt(),
                                whole.root(),
                                whole.agent(),
                                Snapshot.byKey(List.of())));
            }
        }
        return headers;
    }

    @Override
    public Optional<byte[]> document(StoredSnapshot snapshot) throws StoreException {
        SnapshotFile file = found().files().get(snapshot.id());
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SnapshotFiles.document(Path.of(file.name())));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<StoredBaseline> baselines() {
        return List.of();
    }

    @Override
    public Optional<List<StoredSnapshot>> baseline(String name) {
        return Optional.empty();
    }

    @Override
    public void keep(String name, String selector, Collection<StoredSnapshot> snapshots) throws StoreException {
        throw cannot("keep baselines");
    }

    @Override
    public void rename(String name, String other) throws StoreException {
        throw cannot("keep baselines");
    }

    @Override
    public void remove(String name) throws StoreException {
        throw cannot("keep baselines");
    }

    @Override
    public Pruned prune(Retention retention) throws StoreException {
        throw cannot("forget: its files are yours to remove");
    }

    @Override
    public Forgotten forget(Collection<StoredHost> hosts, boolean withBaselines) throws StoreException {
        throw cannot("forget: its files are yours to remove");
    }

    @Override
    public Verification verify() throws StoreException {
        Found found = found();
        Set<String> sections = new HashSet<>();
        found.files()
                .values()
                .forEach(file -> file.snapshot().sections().values().forEach(section -> sections.add(section.id())));
        return new Verification(
                found.files().size(),
                sections.size(),
                found.unread().stream().map(UnreadFile::message).toList());
    }

    @Override
    public void backup(Path file) throws StoreException {
        throw cannot("be backed up but by copying its files");
    }

    private StoreException cannot(String what) {
        return new StoreException(folder + ": a directory of snapshots cannot " + what + "; " + NEXT);
    }

    @Override
    public void close() {
        // Nothing stays open.
    }

    /** Whether a location is one. */
    public static boolean at(Path location) {
        return Files.isDirectory(location);
    }
}
