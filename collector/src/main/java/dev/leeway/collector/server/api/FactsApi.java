package dev.leeway.collector.server.api;

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
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Facts of the newest snapshots, all of them or those that changed since a point. */
public final class FactsApi {
    private static final int MOST = 10_000;
    private static final int USUAL = 1000;
    /** Read at once: what bounds the memory of one answer. */
    private static final int HOSTS_AT_ONCE = 50;

    private final SnapshotStore store;

    /** Over a store. */
    public FactsApi(SnapshotStore store) {
        this.store = store;
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
        long point = call.number("since", 0, 0, Long.MAX_VALUE);
        int most = (int) call.number("limit", USUAL, 1, MOST);
        List<StoredHost> hosts = store.hosts().stream()
                .filter(host -> caller.reads(host.environment()))
                .filter(host -> environment.isEmpty() || environment.get().equals(host.environment()))
                .toList();
        List<StoredSnapshot> all = store.newest(hosts, 0);
        long next = all.stream().mapToLong(StoredSnapshot::number).max().orElse(point);
        List<StoredSnapshot> newest =
                all.stream().filter(each -> each.number() > point).toList();
        List<Found> found = new ArrayList<>();
        for (int from = 0; from < newest.size() && found.size() <= most; from += HOSTS_AT_ONCE) {
            add(found, newest.subList(from, Math.min(from + HOSTS_AT_ONCE, newest.size())), point, patterns);
        }
        List<Found> shown = found.subList(0, Math.min(most, found.size()));
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.number("point", Long.toString(next))
                                .flag("more", found.size() > most)
                                .objects("facts", shown, FactsApi::fact)));
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

    private void add(List<Found> found, List<StoredSnapshot> newest, long point, List<AddressPattern> patterns)
            throws StoreException {
        Map<StoredHost, StoredSnapshot> before = new HashMap<>();
        if (point > 0) {
            for (StoredSnapshot each : newest) {
                store.snapshots(each.host()).stream()
                        .filter(older -> older.number() <= point)
                        .findFirst()
                        .ifPresent(older -> before.put(each.host(), older));
            }
        }
        Map<String, Snapshot> now = read(newest);
        Map<String, Snapshot> then = read(before.values());
        for (StoredSnapshot each : newest) {
            Optional<Snapshot> present = Optional.ofNullable(now.get(each.host().text()));
            if (present.isPresent()) {
                changes(
                        found,
                        each.host(),
                        present.get(),
                        Optional.ofNullable(then.get(each.host().text())),
                        patterns);
            }
        }
    }

    private Map<String, Snapshot> read(Collection<StoredSnapshot> snapshots) throws StoreException {
        Map<String, Snapshot> read = new HashMap<>();
        for (SnapshotFile file : store.read(snapshots).snapshots()) {
            read.put(file.name(), file.snapshot());
        }
        return read;
    }

    private static void changes(
            List<Found> found, StoredHost host, Snapshot now, Optional<Snapshot> then, List<AddressPattern> patterns) {
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
            boolean seen = seen(now, address);
            found.add(new Found(host, address, seen ? "gone" : "unknown", Optional.empty()));
        });
    }

    /** Whether what is not among the facts of a snapshot is known not to be there. */
    private static boolean seen(Snapshot snapshot, String address) {
        SectionKey key = Address.parse(address).section();
        Section section = snapshot.sections().get(key);
        if (section == null) {
            // Its subject is gone where the probe says what subjects there are, and it is none of them.
            Section index = snapshot.sections().get(SectionKey.of(key.probe()));
            return key.subject().isPresent() && index != null && index.outcome() == Outcome.COLLECTED;
        }
        boolean told = section.outcome().observed() || section.outcome() == Outcome.NOT_APPLICABLE;
        return told
                && section.uncovered().stream().noneMatch(each -> each.pattern().matches(address));
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
