package dev.leeway.collector.server.intake;

import dev.leeway.collector.identity.Agent;
import dev.leeway.collector.identity.Binding;
import dev.leeway.collector.identity.Checked;
import dev.leeway.collector.identity.OutsideAnswer;
import dev.leeway.collector.identity.Refusal;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.server.gate.AgentCaller;
import dev.leeway.collector.server.gate.Gate;
import dev.leeway.collector.server.gate.RefusalLog;
import dev.leeway.collector.server.gate.Troubles;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.server.http.Room;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.store.Arrival;
import dev.leeway.collector.store.Newcomer;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.ReadingLimits;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.wire.Manifest;
import dev.leeway.schema.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes deliveries in (docs/protocol.md): what is answered with 200 or 201 is on the disk, and of all else nothing is. */
public final class Intake implements Route.Work, AutoCloseable {
    private static final String SOURCE = "delivery";

    private final SnapshotStore store;
    private final RefusalLog log;
    private final Arrivals arrivals;
    private final Committer committer;
    private final ReadingLimits limits;
    private final Room room;
    private final Duration patience;
    private final Set<String> ofServices;

    /**
     * Into a store.
     *
     * @param limits of one document
     * @param room for all documents that are under way
     * @param waiting how many may wait to be stored
     * @param patience how long one may wait
     */
    public Intake(
            SnapshotStore store,
            Registry registry,
            Catalogue catalogue,
            RefusalLog log,
            Arrivals arrivals,
            ReadingLimits limits,
            Room room,
            int waiting,
            Duration patience) {
        this.store = store;
        this.log = log;
        this.arrivals = arrivals;
        this.limits = limits;
        this.room = room;
        this.patience = patience;
        this.ofServices = ofServices(catalogue);
        this.committer = new Committer(store, registry, log, arrivals, waiting);
    }

    private static Set<String> ofServices(Catalogue catalogue) {
        Set<String> names = new TreeSet<>();
        for (ProbeEntry probe : catalogue.probes()) {
            if (probe.subjects().contains("service")) {
                names.add(probe.name());
            }
        }
        return names;
    }

    /** How many deliveries wait to be stored. */
    public int waiting() {
        return committer.waiting();
    }

    /** Whether one more would find a place. */
    public boolean hasRoom() {
        return committer.room() > 0;
    }

    @Override
    public CompletionStage<Answer> answer(Call call, Caller caller) throws RefusedException {
        if (!(caller instanceof AgentCaller agent)) {
            throw Problems.forbidden("only agents deliver", "run leeway-agent push on the host");
        }
        Room.Share share = room.share();
        boolean waits = false;
        try {
            CompletableFuture<Answer> answer = taken(call, agent.verified(), share);
            waits = true;
            return answer.whenComplete((any, failure) -> share.give());
        } catch (StoreException e) {
            arrivals.store(false, String.valueOf(e.getMessage()));
            throw Troubles.of(e);
        } catch (FormatException e) {
            throw Problems.malformed(String.valueOf(e.getMessage()), "update the agent, or see docs/protocol.md");
        } finally {
            if (!waits) {
                share.give();
            }
        }
    }

    private CompletableFuture<Answer> taken(Call call, Checked.Verified from, Room.Share share)
            throws RefusedException, StoreException, FormatException {
        byte[] delivery =
                Unpacked.of(call.body(), call.header("content-encoding").orElse(""), limits, share);
        Optional<byte[]> document = document(delivery, from.agent());
        if (document.isEmpty()) {
            arrivals.answered(Fates.BASELESS.fate());
            return CompletableFuture.completedFuture(Fates.answer(Fates.BASELESS));
        }
        SnapshotDocument read = SnapshotDocument.read(document.get(), SOURCE, limits);
        bound(read, from.agent());
        // Of trees that one agent tells of besides its host each has a count of its own, which only the store knows.
        boolean counted = from.agent().settled() && StoredHost.isLive(read.snapshot());
        long arrived = call.number(Wire.ARRIVED, 0, 0, Long.MAX_VALUE);
        Optional<Newcomer> newcomer = counted
                ? Optional.empty()
                : Optional.of(new Newcomer(from.agent().name(), arrived));
        Arrival arrival = new Arrival(SOURCE, read, Optional.empty(), false, newcomer);
        Waiting waiting = new Waiting(from, arrival, document.get().length, System.nanoTime() + patience.toNanos());
        if (!committer.offer(waiting)) {
            throw Problems.busy("queue");
        }
        return waiting.answer();
    }

    /** The document a delivery stands for; empty where what it builds on is not known. */
    private Optional<byte[]> document(byte[] delivery, Agent agent) throws StoreException, FormatException {
        Optional<String> digest = Delivery.base(delivery);
        Optional<Manifest> base =
                digest.isPresent() ? store.manifest(agent.environment(), agent.host(), digest.get()) : Optional.empty();
        return Delivery.document(delivery, asked -> base, SOURCE);
    }

    private void bound(SnapshotDocument document, Agent agent) throws RefusedException {
        List<SectionKey> keys =
                document.parts().stream().map(SnapshotDocument.Part::key).toList();
        Optional<Refusal> refusal = Binding.refusal(agent, document.snapshot().host(), keys, ofServices);
        if (refusal.isPresent()) {
            log.refused(agent.name(), refusal.get(), agent.name());
            throw Gate.outside(refusal.get(), OutsideAnswer.NOT_ITS_OWN);
        }
    }

    /** Stores what waits; takes nothing more. */
    @Override
    public void close() {
        committer.close();
    }
}
