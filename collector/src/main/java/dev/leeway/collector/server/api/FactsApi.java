package dev.leeway.collector.server.api;

import dev.leeway.collector.compare.Absence;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.store.SnapshotFile;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Facts of the newest snapshots, all of them or those that changed since a point. */
public final class FactsApi {
    private static final int MOST = 10_000;
    private static final int USUAL = 1000;
    /** Read at once: what bounds the memory of one answer. */
    private static final int HOSTS_AT_ONCE = 50;

    private final SnapshotStore store;
    private final Catalogue catalogue;

    /**
     * Over a store.
     *
     * @param catalogue that says since which revision of a probe a fact is told
     */
    public FactsApi(SnapshotStore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    /**
     * One fact of one host.
     *
     * @param state {@code set}; of those that changed also {@code gone}, and {@code unknown} where it cannot be seen any more
     */
    private record Found(StoredHost host, String address, String state, Optional<Value> value) {}

    /** Facts whose address a pattern matches. */
    public Answer facts(Call call, Caller caller) throws RefusedException, StoreException {
        List<AddressPattern> patterns = patterns(call);
        Optional<String> environment = call.parameter("environment");
        FactsPoint point = FactsPoint.of(call);
        int most = (int) call.number("limit", USUAL, 1, MOST);
        List<StoredHost> hosts = store.hosts().stream()
                .filter(host -> caller.reads(host.environment()))
                .filter(host -> environment.isEmpty() || environment.get().equals(host.environment()))
                .toList();
        List<StoredSnapshot> newest = store.newest(hosts, 0);
        long end = point.end()
                .orElseGet(
                        () -> newest.stream().mapToLong(StoredSnapshot::number).reduce(point.since(), Math::max));
        Told told = told(due(newest, point.done(), end), point.since(), most, patterns);
        FactsPoint next = told.cut().isPresent()
                ? new FactsPoint(point.since(), told.cut().getAsLong(), OptionalLong.of(end))
                : FactsPoint.of(end);
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.text("point", next.text())
                                .flag("more", told.cut().isPresent())
                                .objects("facts", told.facts(), FactsApi::fact)
                                .objects("unread", told.unread(), FactsApi::unread)));
    }

    /**
     * What one answer holds.
     *
     * @param unread snapshots that are damaged, so that what is told of their hosts is not all
     * @param cut number of the last snapshot that is told, where others are not
     */
    private record Told(List<Found> facts, List<StoredSnapshot> unread, OptionalLong cut) {}

    /** Of each host the last snapshot up to an end, where it is beyond what was told; in the order of their numbers. */
    private List<StoredSnapshot> due(List<StoredSnapshot> newest, long done, long end) throws StoreException {
        List<StoredSnapshot> due = new ArrayList<>();
        for (StoredSnapshot each : newest) {
            Optional<StoredSnapshot> last = each.number() <= end ? Optional.of(each) : upTo(each.host(), end);
            last.filter(found -> found.number() > done).ifPresent(due::add);
        }
        due.sort(Comparator.comparingLong(StoredSnapshot::number));
        return due;
    }

    private Optional<StoredSnapshot> upTo(StoredHost host, long number) throws StoreException {
        return store.snapshots(host).stream()
                .filter(older -> older.number() <= number)
                .findFirst();
    }

    /** Hosts as long as they fit; the first does in any case, for facts of one are not parted. */
    private Told told(List<StoredSnapshot> due, long since, int most, List<AddressPattern> patterns)
            throws StoreException {
        List<Found> facts = new ArrayList<>();
        List<StoredSnapshot> unread = new ArrayList<>();
        long last = since;
        for (int from = 0; from < due.size(); from += HOSTS_AT_ONCE) {
            List<StoredSnapshot> some = due.subList(from, Math.min(from + HOSTS_AT_ONCE, due.size()));
            Map<StoredHost, StoredSnapshot> before = new HashMap<>();
            for (StoredSnapshot each : since > 0 ? some : List.<StoredSnapshot>of()) {
                upTo(each.host(), since).ifPresent(older -> before.put(each.host(), older));
            }
            Map<String, Snapshot> now = read(some);
            Map<String, Snapshot> then = read(before.values());
            for (StoredSnapshot each : some) {
                String name = each.host().text();
                Optional<Snapshot> present = Optional.ofNullable(now.get(name));
                Optional<Snapshot> earlier = Optional.ofNullable(then.get(name));
                List<Found> changed =
                        present.isPresent() ? changes(each.host(), present.get(), earlier, patterns) : List.of();
                if (!facts.isEmpty() && facts.size() + changed.size() > most) {
                    return new Told(facts, unread, OptionalLong.of(last));
                }
                facts.addAll(changed);
                if (present.isEmpty()) {
                    unread.add(each);
                }
                Optional<StoredSnapshot> known = Optional.ofNullable(before.get(each.host()));
                if (earlier.isEmpty()) {
                    known.ifPresent(unread::add);
                }
                last = each.number();
            }
        }
        return new Told(facts, unread, OptionalLong.empty());
    }

    private static List<AddressPattern> patterns(Call call) throws RefusedException {
        String text = call.parameter("match").orElse("**");
        try {
            boolean whole = text.equals("**") || text.endsWith("/**");
            return whole
                    ? List.of(AddressPattern.parse(text))
                    : text.indexOf('/') >= 0 || text.indexOf('[') >= 0
                            ? List.of(AddressPattern.parse(text), AddressPattern.parse(text + "/**"))
                            : List.of(AddressPattern.parse(text + "/**"), AddressPattern.parse(text + "[*]/**"));
        } catch (IllegalArgumentException e) {
            throw Problems.malformed("match is no pattern of addresses", "write it as env[shop-web]/LOG_* or jdk/**");
        }
    }

    private Map<String, Snapshot> read(Collection<StoredSnapshot> snapshots) throws StoreException {
        Map<String, Snapshot> read = new HashMap<>();
        for (SnapshotFile file : store.read(snapshots).snapshots()) {
            read.put(file.name(), file.snapshot());
        }
        return read;
    }

    private List<Found> changes(StoredHost host, Snapshot now, Optional<Snapshot> then, List<AddressPattern> patterns) {
        List<Found> found = new ArrayList<>();
        Map<String, Value> after = facts(now, patterns);
        Map<String, Value> before =
                then.map(earlier -> facts(earlier, patterns)).orElse(new TreeMap<>());
        after.forEach((address, value) -> {
            Value other = before.remove(address);
            if (other == null || changed(other, value)) {
                found.add(new Found(host, address, "set", Optional.of(value.withoutTags())));
            }
        });
        before.keySet().forEach(address -> {
            boolean seen = then.isPresent() && seen(then.get(), now, address);
            found.add(new Found(host, address, seen ? "gone" : "unknown", Optional.empty()));
        });
        return found;
    }

    /** Whether what {@code before} had and is not among the facts of a snapshot is known not to be there. */
    private boolean seen(Snapshot before, Snapshot snapshot, String text) {
        Address address = Address.parse(text);
        SectionKey key = address.section();
        Section section = snapshot.sections().get(key);
        if (section == null) {
            // Its subject is gone where the probe says what subjects there are, and it is none of them.
            Section index = snapshot.sections().get(SectionKey.of(key.probe()));
            return key.subject().isPresent()
                    && index != null
                    && index.outcome() == Outcome.COLLECTED
                    && index.uncovered().isEmpty();
        }
        boolean told = section.outcome().observed() || section.outcome() == Outcome.NOT_APPLICABLE;
        Optional<Section> earlier = Optional.ofNullable(before.sections().get(key));
        return told
                && earlier.isPresent()
                && Absence.isGone(earlier.get(), section, address.path().text(), catalogue.entry(address));
    }

    /** Of tags by different keys nothing can be told, so nothing is. */
    private static boolean changed(Value before, Value after) {
        if (before instanceof Value.Secret one && after instanceof Value.Secret other) {
            boolean tagged = !one.tags().isEmpty() && !other.tags().isEmpty();
            if (!tagged) {
                return one.presence() != other.presence();
            }
            boolean equal = one.tags().stream().anyMatch(other.tags()::contains);
            boolean comparable = one.tags().stream()
                    .anyMatch(tag ->
                            other.tags().stream().anyMatch(that -> that.keyId().equals(tag.keyId())));
            return comparable && !equal;
        }
        return !before.equals(after);
    }

    private static Map<String, Value> facts(Snapshot snapshot, List<AddressPattern> patterns) {
        Map<String, Value> facts = new TreeMap<>();
        for (Section section : snapshot.sections().values()) {
            String opening = section.key().text() + "/";
            section.facts().forEach((path, value) -> {
                String address = opening + path;
                if (patterns.stream().anyMatch(pattern -> pattern.matches(address))) {
                    facts.put(address, value);
                }
            });
        }
        return facts;
    }

    private static void unread(JsonMembers members, StoredSnapshot snapshot) throws IOException {
        members.text("environment", snapshot.host().environment())
                .text("host", snapshot.host().name())
                .number("number", Long.toString(snapshot.number()));
    }

    private static void fact(JsonMembers members, Found fact) throws IOException {
        members.text("environment", fact.host().environment())
                .text("host", fact.host().name())
                .text("address", fact.address())
                .text("state", fact.state());
        if (fact.value().isPresent()) {
            Value value = fact.value().get();
            members.text("kind", value.kind().name().toLowerCase(Locale.ROOT)).text("value", value.display());
        }
    }
}
