package dev.leeway.agent.snapshot;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory everything that is recorded for one snapshot may take, all probes together and each of them: what does not fit is
 * left out and said before the virtual machine has none left for anybody.
 *
 * <p>Estimated, in bytes, and so that the same records take the same on every machine.
 */
final class Room {
    /** This part of a probe's room is no subject's. */
    private static final int RESERVE = 16;

    private final long all;
    private final long each;
    private final AtomicLong taken = new AtomicLong();

    /** @param limits of which one probe gets four fifths, so that something is left for the others */
    Room(SnapshotLimits limits) {
        this.all = limits.memory();
        this.each = limits.memory() / 5 * 4;
    }

    /** What one probe may take. */
    Share share() {
        return new Share();
    }

    /** One probe's part; taken by one thread at a time. */
    final class Share {
        private final AtomicLong own = new AtomicLong();

        /** Whether so many bytes are there to be had for a subject; if so, they are taken. */
        boolean take(long bytes) {
            return take(bytes, each - each / RESERVE);
        }

        /** Likewise for what is said of all subjects together, of which something is left when they have taken all they may. */
        boolean takeForIndex(long bytes) {
            return take(bytes, each);
        }

        private boolean take(long bytes, long most) {
            if (own.get() + bytes > most) {
                return false;
            }
            if (taken.addAndGet(bytes) > all) {
                taken.addAndGet(-bytes);
                return false;
            }
            own.addAndGet(bytes);
            return true;
        }

        /** How many bytes are left for subjects. */
        long left() {
            return Math.max(0, Math.min(each - each / RESERVE - own.get(), all - taken.get()));
        }

        /** Gives back what was taken; nothing that took it may be kept. */
        void giveBack() {
            taken.addAndGet(-own.getAndSet(0));
        }
    }
}
