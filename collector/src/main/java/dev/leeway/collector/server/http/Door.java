package dev.leeway.collector.server.http;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets requests in: finds their route, reads their bodies without holding a thread, and hands them to those who work. Who is slow
 * costs a connection and nothing else.
 */
final class Door extends Handler.Abstract.NonBlocking {
    private static final String LENGTH = "Content-Length";

    private final Routes routes;
    private final Hands hands;
    private final Bounds bounds;
    private final Room room;
    private final Watch watch;
    private final ScheduledExecutorService timer;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();

    Door(Routes routes, Hands hands, Bounds bounds, Room room, Watch watch, ScheduledExecutorService timer) {
        this.routes = routes;
        this.hands = hands;
        this.bounds = bounds;
        this.room = room;
        this.watch = watch;
        this.timer = timer;
    }

    /** Lets nobody in any more. */
    void shut() {
        closing.set(true);
    }

    /** How many are inside. */
    int inside() {
        return inside.get();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        inside.incrementAndGet();
        Exchange exchange = new Exchange(request, response, callback);
        try {
            if (closing.get()) {
                throw Problems.busy("stopping");
            }
            Routes.Found found =
                    routes.find(request.getMethod(), request.getHttpURI().getPath());
            exchange.route = Optional.of(found.route());
            Arriving arriving =
                    new Arriving(request, room.share(), Math.min(found.route().most(), bounds.body()));
            exchange.arriving = Optional.of(arriving);
            arriving.check(request.getHeaders().getLongField(LENGTH));
            arriving.read(timer, bounds.request(), body -> exchange.arrived(found, body), exchange::refuse);
        } catch (RefusedException e) {
            exchange.refuse(e);
        }
        return true;
    }

    /** One request and its one answer. */
    private final class Exchange {
        private final Request request;
        private final Response response;
        private final Callback callback;
        private final AtomicBoolean answered = new AtomicBoolean();
        private volatile Optional<Route> route = Optional.empty();
        private volatile Optional<Arriving> arriving = Optional.empty();

        Exchange(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        void arrived(Routes.Found found, byte[] body) {
            try {
                Call call = Calls.of(request, found.path(), body);
                hands.work(found.route(), call, this::answer, this::refuse);
            } catch (RefusedException e) {
                refuse(e);
            }
        }

        void refuse(RefusedException refusal) {
            watch.refused(refusal.reason());
            if (refusal.getCause() != null) {
                watch.troubled(
                        route.map(Route::id).orElse(""),
                        String.valueOf(refusal.getCause().getMessage()));
            }
            answer(Answer.of(refusal));
        }

        void answer(Answer answer) {
            if (!answered.compareAndSet(false, true)) {
                return;
            }
            arriving.ifPresent(Arriving::done);
            watch.answered(
                    route.map(Route::id).orElse(""),
                    answer.status(),
                    arriving.map(Arriving::length).orElse(0L));
            Headers.put(answer, response);
            if (closing.get()) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            // Who does not take his answer is cut off as well.
            ScheduledFuture<?> limit = timer.schedule(
                    () -> request.getConnectionMetaData()
                            .getConnection()
                            .getEndPoint()
                            .close(),
                    2 * bounds.request().toMillis(),
                    TimeUnit.MILLISECONDS);
            response.write(true, ByteBuffer.wrap(answer.body()), Callback.from(() -> left(limit), callback));
        }

        private void left(ScheduledFuture<?> limit) {
            limit.cancel(false);
            inside.decrementAndGet();
        }
    }
}
