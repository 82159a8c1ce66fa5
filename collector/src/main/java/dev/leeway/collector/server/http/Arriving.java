package dev.leeway.collector.server.http;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** A body while it arrives: piece by piece, within its bounds, and without a thread that waits for it. */
final class Arriving {
    private final Request request;
    private final Room.Share share;
    private final long most;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean late = new AtomicBoolean();
    private volatile long length;
    private @Nullable ScheduledFuture<?> limit;
    private Consumer<byte[]> arrived = any -> {};
    private Consumer<RefusedException> refused = any -> {};

    /**
     * Of a request.
     *
     * @param most bytes it may have
     */
    Arriving(Request request, Room.Share share, long most) {
        this.request = request;
        this.share = share;
        this.most = most;
    }

    /** Refuses what says itself that it is too large. What is only announced takes no room from others: bytes do, when they come. */
    void check(long declared) throws RefusedException {
        if (declared > most) {
            throw tooLarge();
        }
    }

    /** Bytes that came. */
    long length() {
        return length;
    }

    /** Reads all of it; exactly one of the two is told, unless the sender is gone. */
    void read(
            ScheduledExecutorService timer, Duration time, Consumer<byte[]> whole, Consumer<RefusedException> refused) {
        this.arrived = whole;
        this.refused = refused;
        limit = timer.schedule(this::tooSlow, time.toMillis(), TimeUnit.MILLISECONDS);
        next();
    }

    private void tooSlow() {
        late.set(true);
        request.fail(new TimeoutException("the body did not arrive in time"));
    }

    private void next() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::next);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                fail();
                return;
            }
            if (!take(chunk)) {
                return;
            }
        }
    }

    /** Whether there is more to read. Called by one thread at a time; others only look at the length. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private boolean take(Content.Chunk chunk) {
        int size = chunk.remaining();
        boolean last = chunk.isLast();
        // Pieces come one after the other; others only look.
        long whole = length + size;
        length = whole;
        if (whole > most) {
            chunk.release();
            stop(tooLarge());
            return false;
        }
        if (!share.more(size)) {
            chunk.release();
            stop(Problems.busy("bytes"));
            return false;
        }
        byte[] bytes = new byte[size];
        chunk.getByteBuffer().get(bytes);
        chunk.release();
        body.writeBytes(bytes);
        if (last) {
            cancel();
            arrived.accept(body.toByteArray());
        }
        return !last;
    }

    private void fail() {
        stop(
                late.get()
                        ? new RefusedException(
                                "too-slow",
                                new Problem(408, "Too slow", "the body did not arrive in time", "send it again"))
                        : new RefusedException(
                                "cut",
                                new Problem(400, "Cut short", "the body did not arrive whole", "send it again")));
    }

    private void stop(RefusedException refusal) {
        cancel();
        refused.accept(refusal);
    }

    private void cancel() {
        ScheduledFuture<?> running = limit;
        if (running != null) {
            running.cancel(false);
        }
    }

    /** Gives back the room it took; called once it was answered. */
    void done() {
        cancel();
        share.give();
    }

    private RefusedException tooLarge() {
        return Problems.tooLarge(most == 0 ? "nothing is to be sent here" : "more than " + most + " bytes");
    }
}
