package dev.leeway.collector.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Ends connections whose sender takes too long for the head of a request, byte by byte, which no idle time ends: bodies have a
 * limit of their own.
 */
final class SlowConnections implements Connection.Listener {
    private final Map<Connection, Seen> seen = new ConcurrentHashMap<>();
    private final Duration longest;

    /** How many requests had come when it was looked at, and when that was first so. */
    private record Seen(long messages, long since) {}

    SlowConnections(Duration longest) {
        this.longest = longest;
    }

    void watch(ScheduledExecutorService timer) {
        var unused = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection) {
            seen.put(connection, new Seen(0, System.nanoTime()));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        seen.remove(connection);
    }

    private void look() {
        long now = System.nanoTime();
        seen.forEach((connection, before) -> {
            // A request that is being answered has come in and not gone out.
            boolean busy = connection.getMessagesIn() > connection.getMessagesOut();
            if (busy || connection.getMessagesIn() != before.messages()) {
                seen.replace(connection, before, new Seen(connection.getMessagesIn(), now));
            } else if (now - before.since() > longest.toNanos()) {
                connection.getEndPoint().close();
            }
        });
    }
}
