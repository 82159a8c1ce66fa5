package dev.leeway.collector.store.sql;

import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Forgotten;
import dev.leeway.collector.store.HostDay;
import dev.leeway.collector.store.HostStep;
import dev.leeway.collector.store.Pruned;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.Retention;
import dev.leeway.collector.store.SectionRun;
import dev.leeway.collector.store.SnapshotFolder;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredBaseline;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.Verification;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.wire.Manifest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A store in a database. */
final class SqlStore implements SnapshotStore {
    private final Transactions transactions;
    private final Database database;
    private final Clock clock;
    private final KnownRows known;
    /** Whether snapshots are told as they arrived and no more. */
    private final boolean plain;

    SqlStore(Transactions transactions, Clock clock) {
        this(transactions, clock, new KnownRows(), false);
    }

    private SqlStore(Transactions transactions, Clock clock, KnownRows known, boolean plain) {
        this.transactions = transactions;
        this.database = transactions.database();
        this.clock = clock;
        this.known = known;
        this.plain = plain;
    }

    @Override
    public SnapshotStore asArrived() {
        return new SqlStore(transactions, clock, known, true);
    }

    private Passing passing(Handle handle, Collection<StoredSnapshot> snapshots) {
        return plain ? Passing.none() : Passing.of(handle, snapshots);
    }

    private <T> T reading(Transactions.Work<T> work) throws StoreException {
        return transactions.reading(work);
    }

    private <T> T writing(Transactions.Work<T> work) throws StoreException {
        return transactions.writing(work, known::forget);
    }

    @Override
    public Set<String> lacking(Collection<String> sectionIds) throws StoreException {
        return reading(handle -> Lookup.lacking(handle, sectionIds));
    }

    @Override
    public Optional<Manifest> manifest(String environment, String host, String digest) throws StoreException {
        return reading(handle -> handle.createQuery(
                        "select number from host where environment = :environment and name = :name")
                .bind("environment", environment)
                .bind("name", host)
                .mapTo(Long.class)
                .findOne()
                .flatMap(number -> new OwnSections(handle).manifest(number, digest)));
    }

    @Override
    public List<Receipt> add(List<Arrival> group) throws StoreException {
        Instant now = clock.instant();
        return writing(handle -> new Adding(handle, database, known, now).all(group));
    }

    @Override
    public List<StoredHost> hosts() throws StoreException {
        return reading(handle -> new Listing(handle).hosts());
    }

    @Override
    public List<StoredSnapshot> newest(Collection<StoredHost> hosts, int back) throws StoreException {
        return reading(handle -> new Listing(handle).newest(hosts, back));
    }

    @Override
    public List<StoredSnapshot> at(Collection<StoredHost> hosts, Instant moment) throws StoreException {
        return reading(handle -> new Listing(handle).at(hosts, moment));
    }

    @Override
    public List<StoredSnapshot> snapshots(StoredHost host) throws StoreException {
        return reading(handle -> new Listing(handle).of(host));
    }

    @Override
    public List<HostDay> days(Collection<StoredHost> hosts) throws StoreException {
        return reading(handle -> new Days(handle).of(hosts));
    }

    @Override
    public List<StoredSnapshot> numbered(Collection<Long> numbers) throws StoreException {
        return reading(handle -> new Listing(handle)
                .numbered(List.copyOf(numbers)).stream()
                        .sorted(Comparator.comparingLong(StoredSnapshot::number))
                        .toList());
    }

    @Override
    public List<StoredSnapshot> since(long point, int most) throws StoreException {
        return reading(handle -> new Listing(handle).since(point, most));
    }

    @Override
    public boolean changedSince(long point) throws StoreException {
        return reading(handle -> {
            Optional<List<Long>> alike = new Touched(handle).alike(point);
            return alike.isEmpty() || !isSameOfThemselves(handle, alike.get());
        });
    }

    /** Whether the snapshots of each two numbers say the same of their host; of what is damaged nobody knows. */
    private boolean isSameOfThemselves(Handle handle, List<Long> pairs) {
        List<StoredSnapshot> snapshots = new Listing(handle).numbered(pairs);
        Map<Long, Snapshot> headers = Lookup.headers(handle, snapshots, passing(handle, snapshots));
        for (int i = 0; i < pairs.size(); i += 2) {
            Snapshot before = headers.get(pairs.get(i));
            Snapshot now = headers.get(pairs.get(i + 1));
            boolean same = before != null
                    && now != null
                    && before.host().equals(now.host())
                    && before.root().equals(now.root());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    @Override
    public SnapshotFolder read(Collection<StoredSnapshot> snapshots) throws StoreException {
        return readEach(List.of(List.copyOf(snapshots))).get(0);
    }

    @Override
    public List<SnapshotFolder> readEach(List<List<StoredSnapshot>> selections) throws StoreException {
        List<StoredSnapshot> all = selections.stream().flatMap(List::stream).toList();
        return reading(handle -> Lookup.read(handle, selections, passing(handle, all)));
    }

    @Override
    public List<SectionRun> runs(Collection<StoredHost> hosts, SectionKey key) throws StoreException {
        return reading(handle -> new Runs(handle, key).of(hosts));
    }

    @Override
    public List<HostStep> steps(Collection<StoredHost> hosts) throws StoreException {
        return reading(handle -> new Steps(handle, database.isNear()).of(hosts));
    }

    @Override
    public Map<Long, Section> sections(Collection<Long> numbers) throws StoreException {
        return reading(handle -> Lookup.sections(handle, numbers));
    }

    @Override
    public Map<Long, Snapshot> headers(Collection<StoredSnapshot> snapshots) throws StoreException {
        return reading(handle -> Lookup.headers(handle, snapshots, passing(handle, snapshots)));
    }

    @Override
    public Optional<byte[]> document(StoredSnapshot snapshot) throws StoreException {
        return reading(handle -> {
            try {
                return Optional.of(Shelf.of(handle, List.of(snapshot.number())).document(snapshot.number()));
            } catch (DamagedException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<StoredBaseline> baselines() throws StoreException {
        return reading(handle -> new Baselines(handle).all());
    }

    @Override
    public Optional<List<StoredSnapshot>> baseline(String name) throws StoreException {
        return reading(handle -> new Baselines(handle).snapshots(name));
    }

    @Override
    public void keep(String name, String selector, Collection<StoredSnapshot> snapshots) throws StoreException {
        Instant now = clock.instant();
        writing(handle -> new Baselines(handle).keep(name, selector, snapshots, now));
    }

    @Override
    public void rename(String name, String other) throws StoreException {
        writing(handle -> new Baselines(handle).rename(name, other));
    }

    @Override
    public void remove(String name) throws StoreException {
        writing(handle -> new Baselines(handle).remove(name));
    }

    @Override
    public Pruned prune(Retention retention) throws StoreException {
        Pruned pruned = writing(handle -> new Pruning(handle).prune(retention));
        tidied();
        return pruned;
    }

    @Override
    public Forgotten forget(Collection<StoredHost> hosts, boolean withBaselines) throws StoreException {
        Forgotten forgotten = writing(handle -> new Pruning(handle).forget(hosts, withBaselines));
        tidied();
        return forgotten;
    }

    private void tidied() throws StoreException {
        writing(handle -> {
            database.tidy(handle);
            return true;
        });
    }

    @Override
    public Verification verify() throws StoreException {
        return writing(handle -> new Verifying(handle).all());
    }

    @Override
    public void backup(Path file) throws StoreException {
        database.backup(file);
    }

    @Override
    public void close() {
        database.close();
    }
}
