package dev.leeway.collector.notify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A connection to a checked address that ends by itself after a while, however slowly the other side answers. */
final class Line implements AutoCloseable {
    private final Socket socket;
    private final CompletableFuture<Void> end;

    private Line(Socket socket, CompletableFuture<Void> end) {
        this.socket = socket;
        this.end = end;
    }

    /**
     * Connects.
     *
     * @param most after which the connection is cut
     */
    static Line to(String host, InetAddress address, int port, Duration most) throws IOException {
        // Not by way of a proxy: that would look the name up once more, elsewhere.
        Socket socket = new Socket(Proxy.NO_PROXY);
        Executor late = CompletableFuture.delayedExecutor(most.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> cut(socket), late);
        try {
            socket.setSoTimeout((int) most.toMillis());
            // The name goes along for whoever asks the connection for it, and is not looked up again.
            InetAddress named = InetAddress.getByAddress(host, address.getAddress());
            socket.connect(new InetSocketAddress(named, port), (int) most.toMillis());
            return new Line(socket, end);
        } catch (IOException e) {
            end.cancel(false);
            cut(socket);
            throw e;
        }
    }

    Socket socket() {
        return socket;
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more in any case.
            return;
        }
    }

    @Override
    public void close() {
        end.cancel(false);
        cut(socket);
    }
}
