package dev.leeway.agent.format.archive;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that archives within archives may take, of all files that are read at one time: several are, where some give
 * their answers late, and each alone may take a good part of the heap.
 *
 * <p>Who finds none free waits a while for the others, and goes without where these hang.
 */
final class NestedMemory {
    /** So much is left of a heap of 128 MiB beside everything else; one file takes at most 40 MiB of it. */
    static final NestedMemory SHARED = new NestedMemory(56 << 20, 5_000);

    private final Semaphore free;
    private final int all;
    private final long patience;

    /**
     * @param bytes that may be taken altogether
     * @param patience milliseconds to wait for them
     */
    NestedMemory(int bytes, long patience) {
        this.all = kibibytes(bytes);
        this.free = new Semaphore(all, true);
        this.patience = patience;
    }

    /** Takes {@code bytes}, to be given back by {@link #release}; whether they were to be had. */
    boolean take(long bytes) {
        if (bytes == 0) {
            return true;
        }
        try {
            return free.tryAcquire(kibibytes(bytes), patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void release(long bytes) {
        free.release(kibibytes(bytes));
    }

    /** Whether nobody has taken anything. */
    boolean isFree() {
        return free.availablePermits() == all;
    }

    private static int kibibytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, (bytes + 1023) >> 10);
    }
}
