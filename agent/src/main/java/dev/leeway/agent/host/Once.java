package dev.leeway.agent.host;

import dev.leeway.agent.spi.HostAccessException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A look at the host taken once, by whoever asks first, and shared by everyone who asks.
 *
 * <p>Whoever waits for it can be interrupted, so that one that hangs holds nobody for ever.
 */
public final class Once<T> {
    private final Look<T> look;
    private volatile FutureTask<T> task;

    /** One that {@code look} takes, when first asked for. */
    public Once(Look<T> look) {
        this.look = look;
        this.task = new FutureTask<>(look::take);
    }

    /** What was seen, or why it could not be. */
    public T get() throws HostAccessException, InterruptedException {
        FutureTask<T> current = task;
        current.run();
        try {
            return current.get();
        } catch (ExecutionException | CancellationException e) {
            Throwable cause = e.getCause();
            if (cause instanceof OutOfMemoryError starved) {
                // Says nothing of the host: there may be memory for who asks next.
                renew(current);
                throw starved;
            }
            if (cause instanceof HostAccessException refusal) {
                throw refusal;
            }
            if (cause instanceof InterruptedException) {
                throw new InterruptedException("whoever looked was told to stop");
            }
            throw new IllegalStateException("looking failed", cause);
        }
    }

    private synchronized void renew(FutureTask<T> failed) {
        if (task == failed) {
            task = new FutureTask<>(look::take);
        }
    }

    /** One look. */
    public interface Look<T> {
        /** Looks. */
        T take() throws HostAccessException, InterruptedException;
    }
}
