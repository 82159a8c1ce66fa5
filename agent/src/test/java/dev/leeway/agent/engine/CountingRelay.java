package dev.leeway.agent.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server on this machine, and counts what goes through: the same measure for every client. */
public final class CountingRelay implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final ServerSocket socket;
    private final int target;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    private CountingRelay(ServerSocket socket, int target) {
        this.socket = socket;
        this.target = target;
    }

    /** One in front of the server that listens at {@code port}. */
    public static CountingRelay to(int port) throws IOException {
        CountingRelay relay = new CountingRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        start(relay::accept);
        return relay;
    }

    /** Where clients connect to. */
    public int port() {
        return socket.getLocalPort();
    }

    /** What went through so far. */
    public Traffic traffic() {
        return new Traffic(sent.get(), received.get(), turns.get(), connections.get());
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                connections.incrementAndGet();
                new Line(client, server).start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both directions of one connection. */
    private final class Line {
        private final Socket client;
        private final Socket server;
        private boolean asking;

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void start() {
            CountingRelay.start(() -> pump(client, server, true));
            CountingRelay.start(() -> pump(server, client, false));
        }

        private void pump(Socket from, Socket to, boolean ask) {
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    count(length, ask);
                    out.write(buffer, 0, length);
                    out.flush();
                }
            } catch (IOException e) {
                // Either end may go whenever it likes.
                close();
            }
        }

        private void close() {
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A round trip begins when the client speaks after the server did. */
        private synchronized void count(int bytes, boolean ask) {
            (ask ? sent : received).addAndGet(bytes);
            if (ask && !asking) {
                turns.incrementAndGet();
            }
            asking = ask;
        }
    }

    /**
     * What went through.
     *
     * @param sent bytes from client to server
     * @param received bytes from server to client
     * @param roundTrips how often the client spoke and then waited
     * @param connections how many there were
     */
    public record Traffic(long sent, long received, int roundTrips, int connections) {
        /** What went through since {@code earlier}. */
        public Traffic since(Traffic earlier) {
            return new Traffic(
                    sent - earlier.sent,
                    received - earlier.received,
                    roundTrips - earlier.roundTrips,
                    connections - earlier.connections);
        }
    }
}
