package dev.leeway.samples.delivery;

import dev.leeway.agent.deliver.AgentKey;
import dev.leeway.agent.deliver.BackOff;
import dev.leeway.agent.deliver.LocalDisk;
import dev.leeway.agent.deliver.Membership;
import dev.leeway.agent.deliver.MembershipFile;
import dev.leeway.agent.deliver.RequestCount;
import dev.leeway.agent.deliver.SequenceFile;
import dev.leeway.agent.deliver.SnapshotFile;
import dev.leeway.agent.deliver.Spool;
import dev.leeway.agent.deliver.SpoolLock;
import dev.leeway.agent.deliver.http.CollectorLine;
import dev.leeway.agent.deliver.http.Courier;
import dev.leeway.agent.deliver.http.Dispatch;
import dev.leeway.agent.deliver.http.Joining;
import dev.leeway.agent.deliver.http.Signer;
import dev.leeway.agent.deliver.http.TroubleException;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.AgentInfo;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.snapshot.SpoolCounts;
import dev.leeway.schema.wire.Manifest;
import dev.leeway.schema.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * The real delivering of an agent, step by step as {@code push} takes them, over a host that is nothing but the state the test gives it.
 * Time passes as it is waited for, so that no test waits. Between two steps nothing is kept but what lies on the disk.
 */
final class DeliveringAgent {
    /** For more than any back-off asks. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path state;
    private final String name;
    private final URI collector;
    private final Duration answer;
    private final long room;
    private final Random random;
    private final NavigableMap<Long, Snapshot> taken = new TreeMap<>();
    private final NavigableMap<Long, String> states = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private long delivered;
    private long nanos;

    /**
     * One that knows nothing yet.
     *
     * @param answer how long it waits for an answer, in time that really passes
     * @param room bytes of its spool
     */
    DeliveringAgent(Path state, String name, URI collector, Duration answer, long room, long seed) {
        this.state = state;
        this.name = name;
        this.collector = collector;
        this.answer = answer;
        this.room = room;
        this.random = new Random(seed);
    }

    String name() {
        return name;
    }

    /** Every snapshot there ever was of it, by its count. */
    NavigableMap<Long, Snapshot> taken() {
        return taken;
    }

    /** What the host was at each of them. */
    NavigableMap<Long, String> states() {
        return states;
    }

    /** How many a collector acknowledged. */
    long delivered() {
        return delivered;
    }

    /** What a collector said of those it would not have. */
    List<String> refused() {
        return refused;
    }

    /** Joins as {@code join} does; whether it is a member then. */
    boolean joins(String token) throws IOException, InterruptedException, FormatException {
        MembershipFile file = new MembershipFile(state, new LocalDisk());
        try (SpoolLock lock = locked()) {
            AgentKey key = file.prepare();
            RequestCount count = new RequestCount(lock.directory());
            Signer signer =
                    new Signer(collector.toString(), Wire.NOBODY, key, key.machine("boot-1"), () -> count.next(0));
            Joining.Taken told = Joining.join(
                    line(), signer, new Joining.Candidate(name, Optional.of("prod"), Optional.of("web")), token);
            file.join(
                    new Membership(
                            collector,
                            told.agent(),
                            told.audience(),
                            Optional.of(name),
                            told.environment(),
                            told.role(),
                            MembershipFile.keyFile(key),
                            Optional.empty(),
                            Spool.look(lock.directory(), new LocalDisk()).arrived(),
                            Membership.Trust.SYSTEM),
                    key);
            return true;
        } catch (TroubleException e) {
            return false;
        }
    }

    /** Takes a snapshot of a host in this state and keeps it. */
    void observes(String value, Instant when) throws IOException {
        try (SpoolLock lock = locked()) {
            Spool spool = Spool.open(lock.directory(), room, new LocalDisk());
            long sequence = new SequenceFile(state).next(spool.last());
            Snapshot snapshot = snapshot(sequence, value, when, spool.untold());
            TreeMap<SectionKey, String> ids = new TreeMap<>();
            snapshot.sections().values().forEach(section -> ids.put(section.key(), section.id()));
            spool.put(sequence, new Manifest(ids), spool.missed(), out -> SnapshotFile.write(snapshot, out));
            taken.put(sequence, snapshot);
            states.put(sequence, value);
        }
    }

    /** Delivers what waits; whether nothing does then. */
    boolean delivers() throws IOException, InterruptedException, FormatException {
        MembershipFile file = new MembershipFile(state, new LocalDisk());
        Membership membership = file.read().orElseThrow();
        AgentKey key = file.key(membership);
        try (SpoolLock lock = locked()) {
            Spool spool = Spool.open(lock.directory(), room, new LocalDisk());
            RequestCount count = new RequestCount(lock.directory());
            Signer signer = new Signer(
                    membership.audience(),
                    membership.agent(),
                    key,
                    key.machine("boot-1"),
                    () -> count.next(spool.last()));
            Dispatch dispatch = new Dispatch(
                    new Courier(line(), signer, membership.arrived()),
                    new BackOff(random),
                    time -> nanos += time.toNanos(),
                    () -> nanos);
            Dispatch.Outcome outcome = dispatch.deliver(spool, PATIENCE);
            delivered += outcome.delivered();
            refused.addAll(outcome.refused());
            return spool.waiting().isEmpty();
        }
    }

    /** All that will never arrive, as far as it knows. */
    SpoolCounts missed() throws IOException {
        return opened().missed();
    }

    /** What of that no acknowledged snapshot has told. */
    SpoolCounts untold() throws IOException {
        return opened().untold();
    }

    private Spool opened() throws IOException {
        try (SpoolLock lock = locked()) {
            return Spool.open(lock.directory(), room, new LocalDisk());
        }
    }

    private SpoolLock locked() throws IOException {
        return SpoolLock.take(state.resolve("spool")).orElseThrow();
    }

    private CollectorLine line() throws FormatException {
        return new CollectorLine(collector, Membership.Trust.SYSTEM, answer, "test");
    }

    private Snapshot snapshot(long sequence, String value, Instant when, SpoolCounts missed) {
        Host host = new Host(name, Optional.of("prod"), Optional.of("web"), HostKind.SERVER, new TreeMap<>());
        return Snapshots.of(
                sequence,
                host,
                when,
                when,
                "/",
                new AgentInfo("1.0.0", 0, Optional.empty(), missed),
                List.of(
                        section(SectionKey.of("env"), Map.of("subjects", Value.SetOf.texts(List.of("shop-web")))),
                        section(
                                SectionKey.of("env", "shop-web"),
                                Map.of("LOG_LEVEL", new Value.Text(value), "PAGE", new Value.Text("x".repeat(700)))),
                        section(SectionKey.of("os"), Map.of("name", new Value.Text("debian")))));
    }

    private static Section section(SectionKey key, Map<String, Value> facts) {
        Map<FactPath, Value> paths = new TreeMap<>();
        facts.forEach((path, value) -> paths.put(FactPath.of(path), value));
        return Sections.of(key, 1, Outcome.COLLECTED, Facts.of(paths), List.of(), new TreeMap<>(), Optional.empty());
    }
}
