package dev.leeway.agent.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Portions one after another, each with some patience: one that is late goes on while the next begins, and only when the
 * time of all is over is it left behind.
 */
public final class Portions {
    /** So many that hang are enough to know that more of them will. */
    private static final int MOST_LATE = 16;

    private final List<Portion> all = new ArrayList<>();
    private final long began = System.nanoTime();
    private final String owner;
    private final long millis;
    private final long patience;

    /**
     * None yet.
     *
     * @param owner whose they are; for the names of threads
     * @param millis that all of them may take together
     */
    public Portions(String owner, long millis) {
        this.owner = owner;
        this.millis = millis;
        this.patience = Math.max(1, Math.min(3_000, millis / 4));
    }

    /** Begins another one, and waits a while for it. */
    public void start(String name, Portion.Look look) throws InterruptedException {
        Portion portion = Portion.start(owner + "-" + name, look);
        all.add(portion);
        try {
            long late = 0;
            for (Portion each : all) {
                late += each.await(1) ? 0 : 1;
            }
            portion.await(late > MOST_LATE ? left() : Math.min(patience, left()));
        } catch (InterruptedException e) {
            all.forEach(Portion::abandon);
            throw e;
        }
    }

    private long left() {
        return millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /**
     * Waits for those that are late; each, in the order they began, and whether it is done.
     *
     * @throws OutOfMemoryError where one of them met it, which is no finding of that one alone: the whole look is taken again
     */
    public List<Boolean> finish() throws InterruptedException {
        List<Boolean> done = new ArrayList<>();
        try {
            for (Portion each : all) {
                boolean finished = each.await(left());
                if (!finished) {
                    each.abandon();
                }
                done.add(finished);
            }
            all.forEach(Portion::checkMemory);
        } catch (InterruptedException | OutOfMemoryError e) {
            all.forEach(Portion::abandon);
            throw e;
        }
        return done;
    }

    /** The one that was begun as that. */
    public Portion get(int index) {
        return all.get(index);
    }
}
