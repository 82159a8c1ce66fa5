package dev.leeway.agent.deliver;

import dev.leeway.schema.snapshot.SpoolCounts;
import dev.leeway.schema.wire.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Snapshots that wait for a collector, each in a file of its own that counts once it is on the disk under its name.
 *
 * <p>It always opens: what is damaged is set aside and counted, what a run that was killed left behind is finished or removed. What goes
 * for want of room is counted. No clock decides anything.
 */
public final class Spool {
    /** How much may wait unless the configuration says otherwise: 256 MiB. */
    public static final long MOST_BYTES = 256L << 20;

    private static final int MOST_FILES = 10_000;
    private static final int MOST_LEDGER = 16 << 20;
    private static final int MOST_DOCUMENT = 128 << 20;
    private static final int MOST_ASIDE = 20;
    private static final String LEDGER = "ledger";
    private static final String UNFINISHED = ".new";

    private final Path directory;
    private final Path damaged;
    private final long most;
    private final Disk disk;
    private final NavigableMap<Long, Waiting> waiting = new TreeMap<>();
    private Ledger ledger = Ledger.EMPTY;

    private Spool(Path directory, long most, Disk disk) {
        this.directory = directory;
        this.damaged = directory.resolve("damaged");
        this.most = most;
        this.disk = disk;
    }

    /**
     * Opens what lies in {@code directory}, which is made where it is missing.
     *
     * @param most bytes that may wait; the newest snapshot does whatever its size
     * @throws IOException when the directory cannot be made or read at all
     */
    public static Spool open(Path directory, long most, Disk disk) throws IOException {
        Spool spool = new Spool(directory, most, disk);
        disk.makeDirectory(directory);
        spool.readLedger();
        List<Long> unsound = new ArrayList<>();
        for (Path file : disk.list(directory)) {
            spool.meet(file, unsound);
        }
        unsound.removeAll(spool.ledger.going());
        unsound.removeAll(spool.ledger.aside());
        spool.finish();
        for (long sequence : unsound) {
            spool.setAside(sequence, new SpoolCounts(0, 0, 1, 0));
        }
        return spool;
    }

    /**
     * How much waits, without touching anything.
     *
     * @param waiting snapshots
     * @param bytes they take
     * @param untold what no acknowledged snapshot has told of yet
     * @param arrived the highest sequence a collector acknowledged; 0 before the first
     */
    public record Standing(int waiting, long bytes, SpoolCounts untold, long arrived) {}

    /**
     * How a spool stands that another agent may be using.
     *
     * @throws IOException when it cannot be read
     */
    public static Standing look(Path directory, Disk disk) throws IOException {
        int waiting = 0;
        long bytes = 0;
        for (Path file : disk.list(directory)) {
            if (SpoolFile.sequence(file).isPresent()) {
                waiting++;
                bytes += disk.size(file);
            }
        }
        Ledger ledger = Ledger.EMPTY;
        Path file = directory.resolve(LEDGER);
        if (disk.list(directory).contains(file)) {
            try (InputStream in = disk.read(file)) {
                ledger = Ledger.read(in.readNBytes(MOST_LEDGER)).orElse(Ledger.EMPTY);
            }
        }
        return new Standing(waiting, bytes, ledger.missed().since(ledger.told()), ledger.acknowledged());
    }

    private void readLedger() throws IOException {
        Path file = directory.resolve(LEDGER);
        if (!disk.list(directory).contains(file)) {
            return;
        }
        Optional<Ledger> read = Optional.empty();
        try (InputStream in = disk.read(file)) {
            read = Ledger.read(in.readNBytes(MOST_LEDGER));
        } catch (IOException unreadable) {
            // As good as damaged: all it costs is that every section is named again.
        }
        if (read.isPresent()) {
            ledger = read.get();
            return;
        }
        keepAside(file);
        tryCommit(Ledger.EMPTY.missing(new SpoolCounts(0, 0, 1, 0)));
    }

    private void meet(Path file, List<Long> unsound) {
        Optional<Long> sequence = SpoolFile.sequence(file);
        try {
            if (String.valueOf(file.getFileName()).endsWith(UNFINISHED)) {
                disk.delete(file);
            } else if (sequence.isPresent()) {
                Optional<Waiting> sound = SpoolFile.look(disk, file, sequence.get());
                sound.ifPresent(found -> waiting.put(found.sequence(), found));
                if (sound.isEmpty()) {
                    unsound.add(sequence.get());
                }
            }
        } catch (IOException unreadable) {
            sequence.ifPresent(unsound::add);
        }
    }

    /** Does what was decided before the agent was last killed. */
    private void finish() {
        if (ledger.settled()) {
            return;
        }
        waiting.keySet().removeAll(ledger.going());
        waiting.keySet().removeAll(ledger.aside());
        SortedSet<Long> going = new TreeSet<>(ledger.going());
        going.removeIf(sequence -> tryDelete(file(sequence)));
        SortedSet<Long> aside = new TreeSet<>(ledger.aside());
        aside.removeIf(sequence -> keepAside(file(sequence)));
        tryCommit(ledger.moving(going, aside));
    }

    /** All that will ever be missing, as it is known now. */
    public SpoolCounts missed() {
        return ledger.missed();
    }

    /** What no acknowledged snapshot has told of yet. */
    public SpoolCounts untold() {
        return ledger.missed().since(ledger.told());
    }

    /** The sections of the newest acknowledged snapshot. */
    public Optional<Manifest> base() {
        return ledger.base();
    }

    /** The highest sequence there was; the next snapshot needs a higher one. */
    public long last() {
        return Math.max(ledger.acknowledged(), waiting.isEmpty() ? 0 : waiting.lastKey());
    }

    /** What waits, the newest first. */
    public List<Waiting> waiting() {
        return List.copyOf(waiting.descendingMap().values());
    }

    /**
     * Keeps a snapshot; when this returns, it survives kills and loss of power.
     *
     * @param sequence of it, higher than {@link #last}
     * @param covered what was {@link #missed} when it was taken
     * @throws IOException when the disk would not take it, even after as much was freed as it needs; the newest that waited still does
     */
    public void put(long sequence, Manifest manifest, SpoolCounts covered, Disk.Content document) throws IOException {
        if (sequence <= last()) {
            throw new IllegalArgumentException("snapshots are counted upwards");
        }
        String digest = manifest.digest();
        boolean repeats = latest().filter(digest::equals).isPresent();
        Path whole = file(sequence);
        Path begun = directory.resolve(whole.getFileName() + UNFINISHED);
        try {
            write(begun, out -> SpoolFile.write(out, sequence, digest, repeats, covered, document));
            disk.move(begun, whole);
            disk.sync(directory);
        } catch (IOException e) {
            tryDelete(begun);
            tryDelete(whole);
            throw e;
        }
        waiting.put(sequence, new Waiting(sequence, digest, repeats, covered, disk.size(whole)));
        // The oldest go, one by one.
        boolean room = true;
        while (room && isOver()) {
            room = makeRoom();
        }
    }

    /**
     * Writes; where the disk is full, what is older goes for it, except the newest. No more goes than the file needs: where it still does
     * not fit then, others take what is freed.
     */
    private void write(Path file, Disk.Content content) throws IOException {
        long needed = 0;
        long freed = 0;
        while (true) {
            try {
                disk.write(file, content);
                return;
            } catch (IOException e) {
                tryDelete(file);
                needed = needed == 0 ? needed(content) : needed;
                long before = bytes();
                if (freed >= needed || !isFull(e, needed) || !makeRoom()) {
                    throw e;
                }
                freed += before - bytes();
            }
        }
    }

    /** The bytes a file takes, and those of the ledger that says what went for it. */
    private long needed(Disk.Content content) throws IOException {
        CountingStream count = new CountingStream();
        content.write(count);
        return count.bytes + ledger.document().length;
    }

    /** The system says so in the words of its language, and of a quota in words alone. */
    private boolean isFull(IOException failure, long needed) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (said.contains("no space") || said.contains("quota")) {
            return true;
        }
        try {
            return disk.room(directory) < needed;
        } catch (IOException unknown) {
            return false;
        }
    }

    private long bytes() {
        return waiting.values().stream().mapToLong(Waiting::bytes).sum();
    }

    private boolean isOver() {
        return bytes() > most || waiting.size() > MOST_FILES;
    }

    /** Lets go of one snapshot; false when only the newest waits. */
    private boolean makeRoom() {
        Optional<Coalescing.Choice> choice =
                Coalescing.next(List.copyOf(waiting.values()), ledger.acknowledged(), ledger.baseDigest());
        choice.ifPresent(this::letGo);
        return choice.isPresent();
    }

    /** What the newest snapshot saw that waits or arrived, as its manifest's digest; empty before the first. */
    private Optional<String> latest() {
        boolean arrived = waiting.isEmpty() || ledger.acknowledged() > waiting.lastKey();
        return arrived
                ? ledger.baseDigest()
                : Optional.of(waiting.lastEntry().getValue().manifest());
    }

    private void letGo(Coalescing.Choice choice) {
        SpoolCounts more = choice.equal() ? new SpoolCounts(1, 0, 0, 0) : new SpoolCounts(0, 1, 0, 0);
        remove(choice.sequence(), ledger.missing(more));
    }

    /** Takes what arrived off the disk, and remembers what the collector now has. */
    public void acknowledge(Waiting arrived, Manifest manifest) {
        remove(arrived.sequence(), ledger.arrived(arrived, manifest));
    }

    /**
     * Remembers a snapshot that arrived though the disk would not have it: its count does not come back, and what follows builds on it.
     *
     * @param sequence of it; 0 where nobody counts
     * @param missed what it told
     */
    public void arrivedUnkept(long sequence, SpoolCounts missed, Manifest manifest) {
        SpoolCounts covered = ledger.told().plus(missed);
        tryCommit(ledger.arrived(new Waiting(sequence, manifest.digest(), false, covered, 0), manifest));
    }

    /** Counts a snapshot that could be neither kept nor delivered. */
    public void lostUnkept() {
        tryCommit(ledger.missing(new SpoolCounts(0, 1, 0, 0)));
    }

    private void remove(long sequence, Ledger next) {
        SortedSet<Long> going = new TreeSet<>(next.going());
        going.add(sequence);
        tryCommit(next.moving(going, next.aside()));
        waiting.remove(sequence);
        if (tryDelete(file(sequence))) {
            going.remove(sequence);
        }
        // On a full disk there was no room for the first one; now there may be.
        tryCommit(ledger.moving(going, ledger.aside()));
    }

    /** Sets aside what was read back whole and yet is no snapshot. */
    public void damaged(long sequence) {
        setAside(sequence, new SpoolCounts(0, 0, 1, 0));
    }

    /** Sets aside what the collector will never have. */
    public void refuse(long sequence) {
        setAside(sequence, new SpoolCounts(0, 0, 0, 1));
    }

    private void setAside(long sequence, SpoolCounts more) {
        SortedSet<Long> aside = new TreeSet<>(ledger.aside());
        aside.add(sequence);
        tryCommit(ledger.missing(more).moving(ledger.going(), aside));
        waiting.remove(sequence);
        if (keepAside(file(sequence))) {
            aside.remove(sequence);
            tryCommit(ledger.moving(ledger.going(), aside));
        }
    }

    /**
     * The document of a snapshot; one that is damaged is set aside and counted.
     *
     * @return empty where it was damaged
     */
    public Optional<byte[]> read(long sequence) {
        Optional<byte[]> document = Optional.empty();
        try {
            document = SpoolFile.document(disk, file(sequence), MOST_DOCUMENT);
        } catch (IOException unreadable) {
            // As good as damaged.
        }
        if (document.isEmpty()) {
            damaged(sequence);
        }
        return document;
    }

    private Path file(long sequence) {
        return directory.resolve(SpoolFile.name(sequence));
    }

    /** Moves a file to where people may look at it; only the latest few are kept. */
    private boolean keepAside(Path file) {
        try {
            if (!disk.list(directory).contains(file)) {
                return true;
            }
            disk.makeDirectory(damaged);
            disk.move(file, damaged.resolve(file.getFileName()));
            disk.sync(directory);
            List<Path> kept = disk.list(damaged);
            for (Path old : kept.subList(0, Math.max(0, kept.size() - MOST_ASIDE))) {
                disk.delete(old);
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean tryDelete(Path file) {
        try {
            disk.delete(file);
            disk.sync(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Remembers; where the disk would not have it, this run goes on by what it knows, and the next one looks again. */
    private void tryCommit(Ledger next) {
        ledger = next;
        Path file = directory.resolve(LEDGER);
        Path begun = directory.resolve(LEDGER + UNFINISHED);
        try {
            disk.write(begun, out -> out.write(next.document()));
            disk.move(begun, file);
            disk.sync(directory);
        } catch (IOException e) {
            tryDelete(begun);
        }
    }

    /** Only how much was written. */
    private static final class CountingStream extends OutputStream {
        private long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes += length;
        }
    }
}
