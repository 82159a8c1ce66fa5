package dev.leeway.collector.server.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many bytes may be under way at once, whoever they belong to: what bounds the memory of a collector is this, not a count of requests. */
public final class Room {
    private static final int UNIT = 1 << 10;

    private final int units;
    private final Semaphore free;

    /** Room for so many bytes. */
    public Room(long bytes) {
        this.units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
        this.free = new Semaphore(units, true);
    }

    /** A part of the room, given back once. */
    public final class Share {
        private long bytes;
        private int taken;

        private Share() {}

        /** Takes room for more bytes, where there is some. */
        public synchronized boolean more(long added) {
            int wanted = units(bytes + added) - taken;
            return took(free.tryAcquire(wanted), added, wanted);
        }

        /** Takes room for more bytes, and waits for it. */
        public synchronized boolean more(long added, long millis) throws InterruptedException {
            int wanted = units(bytes + added) - taken;
            return took(free.tryAcquire(wanted, millis, TimeUnit.MILLISECONDS), added, wanted);
        }

        /** Units are of all its bytes and not of each piece, so that small pieces cost no more than they hold. */
        private boolean took(boolean fits, long added, int wanted) {
            bytes += fits ? added : 0;
            taken += fits ? wanted : 0;
            return fits;
        }

        /** Gives all of it back. */
        public synchronized void give() {
            free.release(taken);
            taken = 0;
            bytes = 0;
        }
    }

    /** A share with nothing in it. */
    public Share share() {
        return new Share();
    }

    /** Bytes that are under way. */
    public long taken() {
        return (long) UNIT * (units - free.availablePermits());
    }

    /** What is larger than the whole room is let in alone. */
    private int units(long bytes) {
        return (int) Math.min(units, (bytes + UNIT - 1) / UNIT);
    }
}
