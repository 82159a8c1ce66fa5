package dev.leeway.agent.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server, and stops passing on what the server says after so many bytes. */
public final class Relay implements AutoCloseable {
    /** What happens when the bytes are passed on. */
    public enum Then {
        /** Nothing any more, and the lines stay open. */
        SILENCE,
        /** The lines are closed. */
        CLOSE,
        /** Nothing until {@link #goOn}. */
        WAIT
    }

    private final ServerSocket entrance = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicLong passed = new AtomicLong();
    private final int server;
    private final long limit;
    private final Then then;

    /** One in front of the server at the port {@code server} of this machine. */
    public Relay(int server, long limit, Then then) throws IOException {
        this.server = server;
        this.limit = limit;
        this.then = then;
        start(() -> {
            while (!entrance.isClosed()) {
                pass(entrance.accept());
            }
        });
    }

    private void pass(Socket client) throws IOException {
        sockets.add(client);
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        sockets.add(behind);
        start(() -> whole(client, behind, false));
        start(() -> whole(behind, client, true));
    }

    /** Passes on until an end is reached, or a line breaks: then the other breaks as well, for a server that died says no good-bye. */
    private void whole(Socket from, Socket to, boolean limited) throws IOException {
        try {
            copy(from, to, limited);
        } catch (IOException e) {
            from.close();
            to.close();
            throw e;
        }
    }

    private void copy(Socket from, Socket to, boolean limited) throws IOException {
        byte[] buffer = new byte[1024];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        int length = in.read(buffer);
        while (length >= 0) {
            long before = limited ? passed.getAndAdd(length) : 0;
            long left = limited ? Math.max(0, limit - before) : length;
            out.write(buffer, 0, (int) Math.min(left, length));
            out.flush();
            if (left < length && !stop(buffer, (int) left, length, out)) {
                return;
            }
            length = in.read(buffer);
        }
        from.close();
        to.close();
    }

    /** Whether there is more to be passed on. */
    private boolean stop(byte[] buffer, int from, int length, OutputStream out) throws IOException {
        reached.countDown();
        if (then == Then.CLOSE) {
            close();
        }
        if (then != Then.WAIT) {
            return false;
        }
        try {
            if (!goOn.await(1, TimeUnit.MINUTES)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        out.write(buffer, from, length - from);
        out.flush();
        return true;
    }

    private static void start(Passing passing) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passing.run();
                    } catch (IOException e) {
                        // A line that somebody closed is what this is for.
                        Thread.currentThread().interrupt();
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** Its port. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** How much the server said so far. */
    public long passed() {
        return passed.get();
    }

    /** Waits until no more is passed on; false when that was not within half a minute. */
    public boolean awaitLimit() throws InterruptedException {
        return reached.await(30, TimeUnit.SECONDS);
    }

    /** Passes on the rest. */
    public void goOn() {
        goOn.countDown();
    }

    @Override
    public void close() {
        try {
            entrance.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Passing {
        void run() throws IOException;
    }
}
