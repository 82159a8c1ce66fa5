package dev.leeway.agent.deliver.http;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.deliver.BackOff;
import dev.leeway.agent.deliver.Spool;
import dev.leeway.agent.deliver.Waiting;
import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.wire.Manifest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Delivers what waits in a spool, the newest first, trying again within a bounded time. What is damaged or refused does not stand in the way
 * of the rest.
 */
public final class Dispatch {
    private final Courier courier;
    private final BackOff backOff;
    private final Pause pause;
    private final LongSupplier nanos;

    /** Waits. */
    public interface Pause {
        /** Comes back after so long. */
        void last(Duration time) throws InterruptedException;
    }

    /**
     * What a run delivered.
     *
     * @param delivered how many snapshots arrived
     * @param refused what the collector said of those it will never have
     * @param damaged how many could not be read back
     * @param trouble why others still wait; empty where none do
     * @param lost whether what the disk would not have did not arrive either; not where nobody knows
     */
    public record Outcome(int delivered, List<String> refused, int damaged, Optional<Trouble> trouble, boolean lost) {
        public Outcome {
            refused = List.copyOf(refused);
            requireNonNull(trouble, "trouble is null");
        }

        /** Whether it ended because whoever delivers was not believed. */
        public boolean isStranger() {
            return trouble.map(Trouble::stranger).orElse(false);
        }
    }

    /** @param nanos a clock that only ever goes on, as {@link System#nanoTime} */
    public Dispatch(Courier courier, BackOff backOff, Pause pause, LongSupplier nanos) {
        this.courier = requireNonNull(courier, "courier is null");
        this.backOff = requireNonNull(backOff, "backOff is null");
        this.pause = requireNonNull(pause, "pause is null");
        this.nanos = requireNonNull(nanos, "nanos is null");
    }

    /**
     * Delivers what waits.
     *
     * @param patience how long to go on where the collector does not answer
     */
    public Outcome deliver(Spool spool, Duration patience) throws InterruptedException {
        long until = nanos.getAsLong() + patience.toNanos();
        int delivered = 0;
        int damaged = 0;
        List<String> refused = new ArrayList<>();
        for (Waiting each : spool.waiting()) {
            Optional<SnapshotDocument> document = document(spool, each.sequence());
            if (document.isEmpty()) {
                damaged++;
                continue;
            }
            try {
                Courier.Result result = patiently(document.get(), spool.base(), until);
                if (result.stored()) {
                    spool.acknowledge(each, Delivery.manifest(document.get()));
                    delivered++;
                } else {
                    spool.refuse(each.sequence());
                    refused.add(result.why());
                }
            } catch (TroubleException e) {
                // Whoever has just been believed is: what it may not tell is this, taken when the host was called
                // otherwise, say.
                if (!e.trouble().single() || delivered == 0) {
                    return new Outcome(delivered, refused, damaged, Optional.of(e.trouble()), false);
                }
                spool.refuse(each.sequence());
                refused.add(e.trouble().line());
            }
        }
        return new Outcome(delivered, refused, damaged, Optional.empty(), false);
    }

    /**
     * Delivers a snapshot that the disk would not have, and then what waits. That it is {@linkplain Outcome#lost lost} is for the caller to
     * {@linkplain Spool#lostUnkept remember}, who may know of another way to deliver it.
     *
     * @param document that of the newest snapshot
     */
    public Outcome deliverUnkept(Spool spool, byte[] document, Duration patience) throws InterruptedException {
        SnapshotDocument snapshot = whole(document);
        Courier.Result result;
        try {
            result = patiently(snapshot, spool.base(), nanos.getAsLong() + patience.toNanos());
        } catch (TroubleException e) {
            return new Outcome(
                    0, List.of(), 0, Optional.of(e.trouble()), !e.trouble().unsure());
        }
        if (result.stored()) {
            Snapshot told = snapshot.snapshot();
            spool.arrivedUnkept(told.sequence(), told.agent().missed(), Delivery.manifest(snapshot));
        } else {
            spool.refuse(snapshot.snapshot().sequence());
        }
        Outcome rest = deliver(spool, patience);
        List<String> refused = new ArrayList<>(rest.refused());
        if (!result.stored()) {
            refused.add(result.why());
        }
        int more = result.stored() ? 1 : 0;
        return new Outcome(rest.delivered() + more, refused, rest.damaged(), rest.trouble(), false);
    }

    private static SnapshotDocument whole(byte[] document) {
        try {
            return SnapshotDocument.read(document, "snapshot");
        } catch (FormatException e) {
            throw new IllegalStateException("what was just written can be read", e);
        }
    }

    private static Optional<SnapshotDocument> document(Spool spool, long sequence) {
        Optional<byte[]> bytes = spool.read(sequence);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(SnapshotDocument.read(bytes.get(), "spool"));
        } catch (FormatException e) {
            spool.damaged(sequence);
            return Optional.empty();
        }
    }

    private Courier.Result patiently(SnapshotDocument document, Optional<Manifest> base, long until)
            throws TroubleException, InterruptedException {
        boolean unsure = false;
        while (true) {
            try {
                return courier.bring(document, base);
            } catch (TroubleException e) {
                // Once is enough: what is said later is said of another request.
                unsure |= e.trouble().unsure();
                Duration wait = backOff.next(e.trouble().after());
                if (!e.trouble().passing() || nanos.getAsLong() + wait.toNanos() - until > 0) {
                    throw unsure ? new TroubleException(e.trouble().butUnsure(), e) : e;
                }
                pause.last(wait);
            }
        }
    }
}
