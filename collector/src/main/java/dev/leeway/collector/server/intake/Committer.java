package dev.leeway.collector.server.intake;

import dev.leeway.collector.identity.Advanced;
import dev.leeway.collector.identity.OutsideAnswer;
import dev.leeway.collector.identity.Refusal;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.server.gate.Gate;
import dev.leeway.collector.server.gate.RefusalLog;
import dev.leeway.collector.server.gate.Troubles;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.store.Receipt;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.schema.json.DeliveryAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one thread that stores: all that waits at a time goes into one transaction, and is answered when that is on the disk. */
final class Committer implements AutoCloseable {
    private static final int MOST = 300;
    private static final long MOST_BYTES = 64L << 20;
    private static final long LOOK_MILLIS = 200;

    private final SnapshotStore store;
    private final Registry registry;
    private final RefusalLog log;
    private final Arrivals arrivals;
    private final BlockingQueue<Waiting> queue;
    private final Thread thread = new Thread(this::run, "leeway-committer");
    private volatile boolean closing;

    Committer(SnapshotStore store, Registry registry, RefusalLog log, Arrivals arrivals, int waiting) {
        this.store = store;
        this.registry = registry;
        this.log = log;
        this.arrivals = arrivals;
        this.queue = new ArrayBlockingQueue<>(waiting);
        thread.start();
    }

    /** Lets a delivery wait for its turn; false where too many do. */
    boolean offer(Waiting waiting) {
        return !closing && queue.offer(waiting);
    }

    /** How many wait. */
    int waiting() {
        return queue.size();
    }

    /** How many more may. */
    int room() {
        return queue.remainingCapacity();
    }

    private void run() {
        while (true) {
            try {
                Waiting first = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    commit(group(first));
                } else if (closing) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private List<Waiting> group(Waiting first) {
        List<Waiting> group = new ArrayList<>();
        long bytes = 0;
        for (@Nullable Waiting next = first; next != null; next = queue.poll()) {
            if (next.late()) {
                next.answer().completeExceptionally(Problems.busy("late"));
            } else {
                group.add(next);
                bytes += next.bytes();
            }
            if (group.size() >= MOST || bytes >= MOST_BYTES) {
                break;
            }
        }
        return group;
    }

    private void commit(List<Waiting> group) {
        long begin = System.nanoTime();
        try {
            int stored = storedOrAlone(counted(group));
            arrivals.committed(stored, System.nanoTime() - begin);
            arrivals.store(true, "");
        } catch (StoreException e) {
            arrivals.store(false, String.valueOf(e.getMessage()));
            group.forEach(each -> each.answer().completeExceptionally(Troubles.of(e)));
        } catch (RuntimeException | StackOverflowError e) {
            group.forEach(each -> each.answer().completeExceptionally(e));
        }
    }

    /** What one of them brings about must not cost the others: where all together fail, each has a try by itself. */
    private int storedOrAlone(List<Waiting> group) throws StoreException {
        try {
            return stored(group);
        } catch (RuntimeException | StackOverflowError e) {
            if (group.size() == 1) {
                throw e;
            }
        }
        int stored = 0;
        for (Waiting each : group) {
            try {
                stored += each.answer().isDone() ? 0 : stored(List.of(each));
            } catch (RuntimeException | StackOverflowError e) {
                each.answer().completeExceptionally(e);
            }
        }
        return stored;
    }

    /** Those that were not sent before, of agents that are accepted at this moment. */
    private List<Waiting> counted(List<Waiting> group) throws StoreException {
        if (group.isEmpty()) {
            return group;
        }
        List<Advanced> advanced = registry.advance(
                group.stream().map(each -> each.from().advance()).toList());
        List<Waiting> accepted = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            Waiting each = group.get(i);
            if (advanced.get(i).newlyCloned()) {
                arrivals.cloned(each.from().agent());
            }
            if (advanced.get(i).refusal().isEmpty()) {
                accepted.add(each);
            } else {
                Refusal refusal = advanced.get(i).refusal().get();
                log.refused(
                        each.from().agent().name(), refusal, each.from().agent().name());
                each.answer().completeExceptionally(Gate.outside(refusal, OutsideAnswer.REQUEST));
            }
        }
        return accepted;
    }

    private int stored(List<Waiting> group) throws StoreException {
        if (group.isEmpty()) {
            return 0;
        }
        Map<Waiting, Receipt> receipts = added(group);
        int stored = tellStored(receipts);
        Map<Waiting, Receipt> again = added(broughtMeanwhile(receipts));
        stored += tellStored(again);
        receipts.putAll(again);
        for (Map.Entry<Waiting, Receipt> each : receipts.entrySet()) {
            switch (each.getValue().fate()) {
                case STORED, KNOWN -> {}
                case LACKING ->
                    tell(each.getKey(), Fates.lacking(each.getValue().lacking()));
                case REFUSED -> refuse(each.getKey(), each.getValue());
            }
        }
        return stored;
    }

    /** Answers those whose snapshot is there, and returns how many were not there before. */
    private int tellStored(Map<Waiting, Receipt> receipts) {
        int stored = 0;
        for (Map.Entry<Waiting, Receipt> entry : receipts.entrySet()) {
            Waiting each = entry.getKey();
            if (entry.getValue().fate() == Receipt.Fate.STORED) {
                stored++;
                tell(each, Fates.STORED);
            } else if (entry.getValue().fate() == Receipt.Fate.KNOWN) {
                tell(each, Fates.KNOWN);
            }
        }
        return stored;
    }

    private Map<Waiting, Receipt> added(List<Waiting> group) throws StoreException {
        Map<Waiting, Receipt> added = new LinkedHashMap<>();
        if (!group.isEmpty()) {
            List<Receipt> receipts =
                    store.add(group.stream().map(Waiting::arrival).toList());
            for (int i = 0; i < group.size(); i++) {
                added.put(group.get(i), receipts.get(i));
            }
        }
        return added;
    }

    /** Those that lacked only what others of their group brought after them: these have one more try, and no more. */
    private List<Waiting> broughtMeanwhile(Map<Waiting, Receipt> receipts) throws StoreException {
        List<Waiting> brought = new ArrayList<>();
        for (Map.Entry<Waiting, Receipt> each : receipts.entrySet()) {
            Receipt receipt = each.getValue();
            if (receipt.fate() == Receipt.Fate.LACKING
                    && store.lacking(receipt.lacking()).isEmpty()) {
                brought.add(each.getKey());
            }
        }
        return brought;
    }

    /** It says something else of what was told before: two machines count for one. */
    private void refuse(Waiting each, Receipt receipt) throws StoreException {
        if (registry.markCloned(each.from().agent().name(), "two different snapshots of one count")) {
            arrivals.cloned(each.from().agent());
        }
        tell(each, Fates.refused(receipt.message()));
    }

    private void tell(Waiting each, DeliveryAnswer told) {
        arrivals.answered(told.fate());
        each.tell(told);
    }

    /** Stores what waits, and ends; what comes later is not taken. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            thread.interrupt();
        }
        for (Waiting each = queue.poll(); each != null; each = queue.poll()) {
            each.answer().completeExceptionally(Problems.busy("stopping"));
        }
    }
}
