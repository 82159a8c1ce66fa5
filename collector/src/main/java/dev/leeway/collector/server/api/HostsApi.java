package dev.leeway.collector.server.api;

import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts and their snapshots. */
public final class HostsApi {
    /** How many snapshots one answer has where nobody says. */
    static final int USUAL = 100;
    /** How many it has at most. */
    static final int MOST = 1000;

    private final SnapshotStore store;

    /** Over a store. */
    public HostsApi(SnapshotStore store) {
        this.store = store;
    }

    /** Every host the caller may see, with its newest snapshot. */
    public Answer hosts(Call call, Caller caller) throws StoreException {
        Optional<String> environment = call.parameter("environment");
        List<StoredHost> hosts = store.hosts().stream()
                .filter(host -> caller.reads(host.environment()))
                .filter(host -> environment.isEmpty() || environment.get().equals(host.environment()))
                .toList();
        List<StoredSnapshot> newest = store.newest(hosts, 0);
        return Answer.json(
                200, out -> JsonMembers.object(out, members -> members.objects("hosts", newest, HostsApi::snapshot)));
    }

    /** The snapshots of one host, the newest first. */
    public Answer ofHost(Call call, Caller caller) throws RefusedException, StoreException {
        int most = (int) call.number("limit", USUAL, 1, MOST);
        String environment = call.variable("environment");
        String name = call.variable("host");
        for (StoredHost host : store.hosts()) {
            if (caller.reads(environment)
                    && host.environment().equals(environment)
                    && host.name().equals(name)) {
                List<StoredSnapshot> all =
                        store.snapshots(host).stream().limit(most).toList();
                return Answer.json(
                        200,
                        out -> JsonMembers.object(
                                out, members -> members.objects("snapshots", all, HostsApi::snapshot)));
            }
        }
        throw Problems.absent("no such host that you may see");
    }

    /**
     * What arrived after a point, in the order of arrival. The point to ask with next is in the answer: it passes over what the caller
     * may not see.
     */
    public Answer since(Call call, Caller caller) throws RefusedException, StoreException {
        long point = call.number("since", 0, 0, Long.MAX_VALUE);
        int most = (int) call.number("limit", USUAL, 1, MOST);
        Optional<String> environment = call.parameter("environment");
        List<StoredSnapshot> read = store.since(point, most);
        long next = read.isEmpty() ? point : read.get(read.size() - 1).number();
        List<StoredSnapshot> shown = read.stream()
                .filter(each -> caller.reads(each.host().environment()))
                .filter(each -> environment.isEmpty()
                        || environment.get().equals(each.host().environment()))
                .toList();
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.number("point", Long.toString(next))
                                .flag("more", read.size() == most)
                                .objects("snapshots", shown, HostsApi::snapshot)));
    }

    /** The document of one snapshot, as readers may have it: of secrets whether they are there, and ids of what is left. */
    public Answer document(Call call, Caller caller) throws RefusedException, StoreException {
        long number = number(call.variable("number"));
        List<StoredSnapshot> found = store.since(number - 1, 1);
        if (found.isEmpty()
                || found.get(0).number() != number
                || !caller.reads(found.get(0).host().environment())) {
            throw Problems.absent("no such snapshot that you may see");
        }
        Optional<byte[]> document = store.document(found.get(0));
        if (document.isEmpty()) {
            throw Problems.absent("the snapshot is damaged; leeway store verify tells how");
        }
        return Answer.json(200, withoutTags(document.get()));
    }

    private static long number(String text) throws RefusedException {
        try {
            long number = Long.parseLong(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw Problems.malformed("a snapshot goes by its number", "GET /api/v1/snapshots lists them");
    }

    private static byte[] withoutTags(byte[] document) throws StoreException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(document.length);
        try {
            SnapshotJson.write(withoutTags(SnapshotJson.read(new ByteArrayInputStream(document), "snapshot")), out);
        } catch (FormatException | IOException e) {
            throw new StoreException("a stored snapshot cannot be read; leeway store verify tells why", e);
        }
        return out.toByteArray();
    }

    private static Snapshot withoutTags(Snapshot snapshot) {
        List<Section> sections = new ArrayList<>();
        for (Section section : snapshot.sections().values()) {
            Map<FactPath, Value> facts = new HashMap<>();
            section.facts().forEach((path, value) -> facts.put(FactPath.parse(path), value.withoutTags()));
            sections.add(Sections.of(
                    section.key(),
                    section.revision(),
                    section.outcome(),
                    Facts.of(facts),
                    section.uncovered(),
                    section.evidence(),
                    section.reason()));
        }
        return Snapshots.of(
                snapshot.sequence(),
                snapshot.host(),
                snapshot.startedAt(),
                snapshot.capturedAt(),
                snapshot.root(),
                snapshot.agent(),
                sections);
    }

    /** One snapshot in a list. */
    static void snapshot(JsonMembers members, StoredSnapshot snapshot) throws IOException {
        members.number("number", Long.toString(snapshot.number()))
                .text("id", snapshot.id())
                .text("environment", snapshot.host().environment())
                .text("host", snapshot.host().name())
                .number("sequence", Long.toString(snapshot.sequence()))
                .text("receivedAt", snapshot.receivedAt().toString())
                .text("capturedAt", snapshot.capturedAt().toString());
    }
}
