package dev.leeway.collector.store.sql;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.store.Rescued;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes what was found of a damaged store into an empty one, under the same numbers, so that orders and points stay. */
final class Rescuing {
    /** A number beyond it was damaged itself; no store gives so many. */
    private static final long MOST = 1L << 48;

    private final Handle handle;
    private final FoundRows found;
    private final Map<Long, StoredRows.Head> heads = new HashMap<>();
    private final Shelf shelf;
    private final Map<String, Long> hosts = new HashMap<>();
    private final Set<Long> lists = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<Long> written = new HashSet<>();
    private long next;

    Rescuing(Handle handle, FoundRows found) {
        this.handle = handle;
        this.found = found;
        this.shelf = found.shelf(heads);
        this.next = found.highest() < MOST ? found.highest() : 0;
    }

    Rescued all() {
        found.hosts().forEach((number, name) -> hosts.putIfAbsent(name.text(), number));
        for (Map.Entry<Long, List<FoundRows.Entry>> each : found.snapshots().entrySet()) {
            if (each.getKey() > 0 && each.getKey() < MOST) {
                snapshot(each.getKey(), each.getValue());
            }
        }
        hosts();
        lists();
        long baselines = baselines();
        handle.createUpdate("update counter set value = :value where name = 'number'")
                .bind("value", next)
                .execute();
        return new Rescued(written.size(), baselines, lost(), remarks());
    }

    /** The first row of that number that makes a sound snapshot; all it says of it that the snapshot says too is the snapshot's word. */
    private void snapshot(long number, List<FoundRows.Entry> entries) {
        for (FoundRows.Entry entry : entries) {
            try {
                heads.put(number, entry.head());
                Snapshot snapshot = shelf.snapshot(number, "rescued");
                if (ids.add(snapshot.id())) {
                    insert(number, entry, snapshot);
                }
                return;
            } catch (DamagedException e) {
                // Another page may hold the row as it was.
            } finally {
                heads.remove(number);
            }
        }
    }

    private void insert(long number, FoundRows.Entry entry, Snapshot snapshot) {
        String environment = snapshot.host().environment().orElse("");
        long host = hosts.computeIfAbsent(
                environment + "/" + StoredHost.filed(snapshot), any -> newHost(entry, environment, snapshot));
        long sequence = snapshot.sequence();
        handle.createUpdate(
                        "insert into snapshot (number, id, host, series, place, sequence, received, captured, list, head)"
                                + " values (:number, :id, :host, :series, :place, :sequence, :received, :captured, :list,"
                                + " :head)")
                .bind("number", number)
                .bind("id", Digests.id(snapshot.id()))
                .bind("host", host)
                .bind("series", entry.series())
                .bind("place", sequence > 0 ? sequence : entry.place())
                .bind("sequence", sequence)
                .bind("received", entry.received())
                .bind("captured", Adding.millis(snapshot.capturedAt()))
                .bind("list", entry.head().list())
                .bind("head", entry.head().content())
                .execute();
        written.add(number);
        lists.add(entry.head().list());
    }

    /** A host whose own row is lost keeps the number that its snapshots name, unless another has it. */
    private long newHost(FoundRows.Entry entry, String environment, Snapshot snapshot) {
        boolean free = entry.host() > 0 && entry.host() < MOST && !hosts.containsValue(entry.host());
        long number = free ? entry.host() : ++next;
        found.hosts().put(number, new FoundRows.HostName(environment, StoredHost.filed(snapshot)));
        return number;
    }

    private void hosts() {
        found.hosts().forEach((number, name) -> {
            if (number.equals(hosts.get(name.text()))) {
                handle.execute(
                        "insert into host (number, environment, name) values (?, ?, ?)",
                        number,
                        name.environment(),
                        name.name());
            }
        });
        handle.execute("delete from host where not exists (select 1 from snapshot s where s.host = host.number)");
    }

    /** What the snapshots are made of, and nothing else. */
    private void lists() {
        Set<Long> layouts = new HashSet<>();
        Set<Long> sections = new HashSet<>();
        PreparedBatch batch =
                handle.prepareBatch("insert into section_list (number, digest, layout, content) values (?, ?, ?, ?)");
        for (long number : lists) {
            StoredRows.SectionList list = requireNonNull(found.lists().get(number), "a snapshot has it");
            try {
                sections.addAll(Content.numbers(list.content()));
            } catch (DamagedException e) {
                throw new IllegalStateException("a snapshot was made of it", e);
            }
            layouts.add(list.layout());
            batch.add(number, list.digest(), list.layout(), list.content());
        }
        executed(batch, lists.size());
        PreparedBatch laid = handle.prepareBatch("insert into layout (number, digest, content) values (?, ?, ?)");
        for (long number : layouts) {
            StoredRows.StoredLayout layout = requireNonNull(found.layouts().get(number), "a list has it");
            laid.add(number, layout.digest(), layout.content());
        }
        executed(laid, layouts.size());
        PreparedBatch texts =
                handle.prepareBatch("insert into section (number, digest, id, name, content) values (?, ?, ?, ?, ?)");
        for (long number : sections) {
            StoredRows.StoredSection section = requireNonNull(found.sections().get(number), "a list has it");
            texts.add(number, section.digest(), section.id(), section.name(), section.content());
        }
        executed(texts, sections.size());
    }

    private static void executed(PreparedBatch batch, int size) {
        if (size > 0) {
            batch.execute();
        }
    }

    private long baselines() {
        long baselines = 0;
        for (Map.Entry<String, Set<Long>> each : found.members().entrySet()) {
            List<Long> kept = new ArrayList<>(each.getValue());
            kept.retainAll(written);
            if (kept.isEmpty()) {
                continue;
            }
            FoundRows.Name name =
                    Optional.ofNullable(found.names().get(each.getKey())).orElse(new FoundRows.Name(0, "(rescued)"));
            handle.execute(
                    "insert into baseline (name, made, selector) values (?, ?, ?)",
                    each.getKey(),
                    name.made(),
                    name.selector());
            kept.forEach(number -> handle.execute(
                    "insert into baseline_snapshot (baseline, snapshot) values (?, ?)", each.getKey(), number));
            baselines++;
        }
        return baselines;
    }

    private SortedMap<String, Long> lost() {
        SortedMap<String, Long> lost = new TreeMap<>();
        found.known().forEach((number, host) -> {
            if (number > 0 && number < MOST && !written.contains(number)) {
                FoundRows.HostName name = found.hosts().get(host);
                lost.merge(name == null ? "?" : name.text(), 1L, Long::sum);
            }
        });
        return lost;
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (Map.Entry<String, Set<Long>> each : found.members().entrySet()) {
            long missing = each.getValue().stream()
                    .filter(number -> !written.contains(number))
                    .count();
            if (missing > 0) {
                remarks.add("baseline " + each.getKey() + " lost " + missing + " of "
                        + each.getValue().size() + " snapshots");
            }
        }
        return remarks;
    }
}
