package dev.leeway.collector.store;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A store as a directory of ordinary snapshot files, each byte for byte as it arrived, beside two lists: what arrived when, in
 * that order, and which snapshots are kept under which name.
 */
public final class ExportedStore {
    private static final String ARRIVALS = "arrivals.tsv";
    private static final String BASELINES = "baselines.tsv";
    private static final String VERSION = "leeway/store-export/1";
    private static final String ANEW = "recounted";
    private static final int AT_ONCE = 100;

    private final Path folder;

    private ExportedStore(Path folder) {
        this.folder = folder;
    }

    /**
     * What was written or read.
     *
     * @param snapshots how many
     * @param baselines how many
     * @param lost what could not be, each in one sentence
     */
    public record Copied(long snapshots, long baselines, List<String> lost) {
        public Copied {
            lost = List.copyOf(lost);
        }

        /** How much it was, in words. */
        public String told() {
            return snapshots
                    + (snapshots == 1 ? " snapshot and " : " snapshots and ")
                    + baselines
                    + (baselines == 1 ? " baseline" : " baselines");
        }
    }

    /**
     * Writes all of {@code store} to {@code folder}, which is not there yet or empty.
     *
     * @throws StoreException when something cannot be read or written; what was written by then stays
     */
    public static Copied write(SnapshotStore store, Path folder) throws StoreException {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (Stream<Path> there = Files.list(folder)) {
                if (there.findAny().isPresent()) {
                    throw new StoreException(folder + ": is not empty; name another directory");
                }
            }
            return new ExportedStore(folder).written(store);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(folder + ": is no directory; name another", e);
        } catch (IOException e) {
            throw new StoreException(folder + ": cannot be written; check the directory and its disk", e);
        }
    }

    private Copied written(SnapshotStore store) throws StoreException, IOException {
        Map<Long, String> paths = new HashMap<>();
        Map<Long, String> recounts = new HashMap<>();
        for (StoredHost host : store.hosts()) {
            name(host, store.snapshots(host), paths, recounts);
        }
        Set<String> begun = new HashSet<>();
        List<String> lines = new ArrayList<>(List.of(VERSION));
        List<String> lost = new ArrayList<>();
        long point = 0;
        for (List<StoredSnapshot> some = store.since(0, AT_ONCE); !some.isEmpty(); some = store.since(point, AT_ONCE)) {
            for (StoredSnapshot each : some) {
                point = each.number();
                Optional<byte[]> document = store.document(each);
                String path = paths.get(each.number());
                if (document.isEmpty() || path == null) {
                    lost.add("the snapshot of " + each.host().text() + " that arrived at " + each.receivedAt()
                            + " is damaged and was left out");
                    paths.remove(each.number());
                    continue;
                }
                Path file = folder.resolve(path);
                Files.createDirectories(file.getParent());
                WholeFile.writeDurably(file, document.get());
                // A new count begins with whatever of it arrived first, be that the newest.
                String recount = recounts.get(each.number());
                boolean anew = recount != null && begun.add(recount);
                lines.add(path + "\t" + each.receivedAt() + (anew ? "\t" + ANEW : ""));
            }
        }
        long baselines = baselines(store, paths);
        // Written last: a directory without it is no whole export.
        WholeFile.writeDurably(folder.resolve(ARRIVALS), text(lines));
        return new Copied(lines.size() - 1L, baselines, lost);
    }

    /** Paths in the order of the host's snapshots, the oldest first; those that were counted anew are told, by which count they are of. */
    private static void name(
            StoredHost host, List<StoredSnapshot> newestFirst, Map<Long, String> paths, Map<Long, String> recounts) {
        long highest = 0;
        int counts = 0;
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            StoredSnapshot each = newestFirst.get(i);
            if (each.sequence() > 0 && each.sequence() <= highest) {
                counts++;
                highest = 0;
            }
            if (counts > 0) {
                recounts.put(each.number(), host.number() + " " + counts);
            }
            highest = Math.max(highest, each.sequence());
            String count = String.format(Locale.ROOT, "%06d", newestFirst.size() - i);
            String id = each.id().substring(each.id().lastIndexOf(':') + 1);
            paths.put(
                    each.number(),
                    safe(host.environment()) + "/" + safe(host.name()) + "/" + count + "-"
                            + id.substring(0, Math.min(12, id.length())) + ".json");
        }
    }

    /** A name as that of a file that is not hidden. */
    private static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (each >= 'a' && each <= 'z')
                    || (each >= 'A' && each <= 'Z')
                    || (each >= '0' && each <= '9')
                    || each == '-'
                    || each == '_'
                    || (each == '.' && !safe.isEmpty());
            safe.append(plain ? String.valueOf((char) each) : String.format(Locale.ROOT, "%%%02X", each));
        }
        return safe.isEmpty() ? "%" : safe.toString();
    }

    private long baselines(SnapshotStore store, Map<Long, String> paths) throws StoreException, IOException {
        List<String> lines = new ArrayList<>(List.of(VERSION));
        List<StoredBaseline> all = store.baselines();
        for (StoredBaseline baseline : all) {
            for (StoredSnapshot each : store.baseline(baseline.name()).orElse(List.of())) {
                String path = paths.get(each.number());
                if (path != null) {
                    lines.add(baseline.name() + "\t" + baseline.selector() + "\t" + path);
                }
            }
        }
        WholeFile.writeDurably(folder.resolve(BASELINES), text(lines));
        return all.size();
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Adds all that {@link #write} left in {@code folder} to {@code store}, in the order and with the times of its arrival.
     *
     * @throws StoreException when it is no whole export, or the store cannot take it; what it took by then stays
     */
    public static Copied read(Path folder, SnapshotStore store) throws StoreException {
        try {
            return new ExportedStore(folder).readInto(store);
        } catch (IOException e) {
            throw new StoreException(folder + ": is no whole export; to add files use: leeway store add " + folder, e);
        }
    }

    private Copied readInto(SnapshotStore store) throws StoreException, IOException {
        List<String> lost = new ArrayList<>();
        Map<String, String> ids = new HashMap<>();
        List<Arrival> group = new ArrayList<>();
        long taken = 0;
        for (String line : lines(ARRIVALS)) {
            String[] parts = line.split("\t", -1);
            if (parts.length < 2) {
                throw new IOException("a line of no arrival");
            }
            try {
                byte[] document = SnapshotFiles.document(inside(parts[0]));
                SnapshotDocument read = SnapshotDocument.read(document, parts[0]);
                ids.put(parts[0], read.snapshot().id());
                boolean anew = parts.length > 2 && parts[2].equals(ANEW);
                group.add(new Arrival(parts[0], read, Optional.of(moment(parts[1])), anew, Optional.empty(), anew));
            } catch (FormatException e) {
                lost.add(String.valueOf(e.getMessage()));
            }
            if (group.size() >= AT_ONCE) {
                taken += taken(store, group, lost);
            }
        }
        taken += taken(store, group, lost);
        return new Copied(taken, baselinesInto(store, ids), lost);
    }

    private static long taken(SnapshotStore store, List<Arrival> group, List<String> lost) throws StoreException {
        long taken = 0;
        if (!group.isEmpty()) {
            for (Receipt receipt : store.add(group)) {
                if (receipt.fate() == Receipt.Fate.REFUSED || receipt.fate() == Receipt.Fate.LACKING) {
                    lost.add(receipt.source() + ": " + receipt.message());
                } else {
                    taken++;
                }
            }
        }
        group.clear();
        return taken;
    }

    private long baselinesInto(SnapshotStore store, Map<String, String> ids) throws StoreException, IOException {
        Map<String, String> selectors = new HashMap<>();
        Map<String, List<String>> members = new TreeMap<>();
        for (String line : lines(BASELINES)) {
            String[] parts = line.split("\t", -1);
            if (parts.length != 3) {
                throw new IOException("a line of no baseline");
            }
            selectors.put(parts[0], parts[1]);
            members.computeIfAbsent(parts[0], any -> new ArrayList<>()).add(ids.getOrDefault(parts[2], ""));
        }
        if (members.isEmpty()) {
            return 0;
        }
        Map<String, StoredSnapshot> byId = new HashMap<>();
        for (StoredHost host : store.hosts()) {
            store.snapshots(host).forEach(snapshot -> byId.put(snapshot.id(), snapshot));
        }
        long kept = 0;
        for (Map.Entry<String, List<String>> each : members.entrySet()) {
            List<StoredSnapshot> snapshots = new ArrayList<>();
            each.getValue().forEach(id -> Optional.ofNullable(byId.get(id)).ifPresent(snapshots::add));
            if (store.baseline(each.getKey()).isEmpty()) {
                store.keep(each.getKey(), selectors.getOrDefault(each.getKey(), ""), snapshots);
                kept++;
            }
        }
        return kept;
    }

    private List<String> lines(String name) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name));
        if (lines.isEmpty() || !lines.get(0).equals(VERSION)) {
            throw new IOException("of another version");
        }
        return lines.subList(1, lines.size());
    }

    /** A path in the list leads nowhere but below the directory. */
    private Path inside(String path) throws IOException {
        Path file = folder.resolve(path).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw new IOException("leads outside");
        }
        return file;
    }

    private static Instant moment(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IOException("no time", e);
        }
    }
}
