package dev.leeway.collector.store;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.wire.Manifest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Snapshots kept for good: what is added is durable when the call returns, each section is held once, and the order of a
 * host's snapshots is its agent's count and then the order of arrival, never a sender's clock.
 *
 * <p>May be used by several threads. What a kind of store cannot do it says by a {@link StoreException}.
 */
public interface SnapshotStore extends AutoCloseable {
    /** Which of these ids of sections it has no sound content for, so that they have to be sent. */
    Set<String> lacking(Collection<String> sectionIds) throws StoreException;

    /**
     * The sections of one of the newest snapshots of a host.
     *
     * @param environment of the host, empty where it names none
     * @param host its name
     * @param digest of the manifest; of another host's it knows nothing
     */
    Optional<Manifest> manifest(String environment, String host, String digest) throws StoreException;

    /**
     * Stores a group of arrivals, all of them or, where that fails, none.
     *
     * @return one for each arrival, in their order; what is stored or known is durable
     * @throws StoreException when nothing was stored: the disk is full, another process does not let go, and the like
     */
    List<Receipt> add(List<Arrival> group) throws StoreException;

    /** Every host, in the order of environments and names. */
    List<StoredHost> hosts() throws StoreException;

    /** Of each of {@code hosts} that has so many, the snapshot so many before its newest, in the order of {@code hosts}. */
    List<StoredSnapshot> newest(Collection<StoredHost> hosts, int back) throws StoreException;

    /** Of each of {@code hosts} that had one, the newest snapshot at {@code moment}, in the order of {@code hosts}. */
    List<StoredSnapshot> at(Collection<StoredHost> hosts, Instant moment) throws StoreException;

    /** The snapshots of a host, the newest first. */
    List<StoredSnapshot> snapshots(StoredHost host) throws StoreException;

    /** What the days of {@code hosts} came to, in any order. */
    List<HostDay> days(Collection<StoredHost> hosts) throws StoreException;

    /** The snapshots of these numbers that are there, in the order of arrival. */
    List<StoredSnapshot> numbered(Collection<Long> numbers) throws StoreException;

    /**
     * What was taken in after a point, in the order of arrival.
     *
     * @param point the number of a snapshot, 0 for the beginning
     * @param most how many at most
     */
    List<StoredSnapshot> since(long point, int most) throws StoreException;

    /**
     * Whether, after a point, a host came to say something else: of itself, or in a section; who delivered the same again said nothing.
     *
     * @param point the number of a snapshot, 0 for the beginning
     */
    boolean changedSince(long point) throws StoreException;

    /**
     * This store with snapshots that say of their hosts what they said when they arrived, without what a collector knows of them by itself:
     * that they joined by a pool's token. For whoever keeps them elsewhere, in one go: numbers of its snapshots stay what they are, whatever
     * comes meanwhile, of which it may tell nothing. Closed with this one.
     */
    default SnapshotStore asArrived() throws StoreException {
        return this;
    }

    /** Reads snapshots; one that cannot be read costs only itself and is named among the unread. */
    SnapshotFolder read(Collection<StoredSnapshot> snapshots) throws StoreException;

    /**
     * Reads several selections, each as {@link #read} does, and in their order. Of one moment and the next most hosts have the same
     * sections, which a store may read once.
     */
    default List<SnapshotFolder> readEach(List<List<StoredSnapshot>> selections) throws StoreException {
        List<SnapshotFolder> folders = new ArrayList<>();
        for (List<StoredSnapshot> selection : selections) {
            folders.add(read(selection));
        }
        return folders;
    }

    /**
     * How one section changed over the snapshots of each of {@code hosts}, the oldest first, hosts in their order. A run ends
     * where the next snapshot has another text of it, or lacks it under another index of its probe.
     */
    List<SectionRun> runs(Collection<StoredHost> hosts, SectionKey key) throws StoreException;

    /**
     * Where the snapshots of {@code hosts} have other sections than before, the oldest first, hosts in their order. A snapshot that arrived
     * after a later one was never the newest, and is passed over.
     */
    List<HostStep> steps(Collection<StoredHost> hosts) throws StoreException;

    /** What {@link HostStep} numbers, by number; what is damaged is left out. */
    Map<Long, Section> sections(Collection<Long> numbers) throws StoreException;

    /** What snapshots say of their hosts, without any section, by the number of the snapshot; what is damaged is left out. */
    Map<Long, Snapshot> headers(Collection<StoredSnapshot> snapshots) throws StoreException;

    /** The document of a snapshot, byte for byte as it arrived; empty where it is damaged or gone. */
    Optional<byte[]> document(StoredSnapshot snapshot) throws StoreException;

    /** Every baseline, in the order of names. */
    List<StoredBaseline> baselines() throws StoreException;

    /** The snapshots of a baseline; empty where there is none of that name. */
    Optional<List<StoredSnapshot>> baseline(String name) throws StoreException;

    /**
     * Keeps snapshots under a name that is free.
     *
     * @param selector what they were chosen by, for people
     */
    void keep(String name, String selector, Collection<StoredSnapshot> snapshots) throws StoreException;

    /** Gives a baseline another name, which is free. */
    void rename(String name, String other) throws StoreException;

    /** Removes a baseline; its snapshots stay until they are pruned. */
    void remove(String name) throws StoreException;

    /** Forgets what need not be kept, and every section that nothing uses any more. */
    Pruned prune(Retention retention) throws StoreException;

    /**
     * Forgets every snapshot of some hosts, and every section that nothing uses any more.
     *
     * @param withBaselines whether what a baseline keeps is forgotten too
     * @throws StoreException when nothing was forgotten, as where a baseline keeps some and may not lose it
     */
    Forgotten forget(Collection<StoredHost> hosts, boolean withBaselines) throws StoreException;

    /** Looks at every stored byte, and sets aside what is damaged. */
    Verification verify() throws StoreException;

    /** Copies the whole store, as it is at one moment, to a file that is not there yet. */
    void backup(Path file) throws StoreException;

    /** Lets go of files and connections. */
    @Override
    void close();
}
