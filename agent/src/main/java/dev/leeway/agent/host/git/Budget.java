package dev.leeway.agent.host.git;

import dev.leeway.agent.spi.HostAccessException.Kind;
import java.time.Duration;

/** How much of a repository may still be read, so that none holds the rest of a snapshot up. */
final class Budget {
    private static final long MAX_BYTES = 512L << 20;
    private static final int MAX_OBJECTS = 300_000;

    private final long end;
    private long bytes = MAX_BYTES;
    private int objects = MAX_OBJECTS;

    Budget(Duration time) {
        this.end = System.nanoTime() + time.toNanos();
    }

    /** Before another object of the repository is read. */
    void object() throws GitException {
        if (--objects < 0) {
            throw new GitException(Kind.TOO_LARGE);
        }
        check();
    }

    /** Before so many bytes of a working copy are read. */
    void content(long count) throws GitException {
        bytes -= count;
        if (bytes < 0) {
            throw new GitException(Kind.TOO_LARGE);
        }
        check();
    }

    /** Whether there is time left, and nobody told this thread to stop. */
    void check() throws GitException {
        if (System.nanoTime() - end > 0) {
            throw new GitException(Kind.TIMED_OUT);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new GitException(Kind.TIMED_OUT);
        }
    }
}
