package dev.leeway.samples.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between agents and a collector as whatever a network has in it, and loses, cuts, doubles, delays and answers in its place, by a
 * seed. It reads requests whole and opens a connection for each that it passes on.
 */
final class FaultyLine implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int PIECE = 97;
    private static final int MOST_LATE = 3;

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "faulty-line");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Random random;
    private final int silentMillis;
    private final Map<Mishap, Integer> happened = new EnumMap<>(Mishap.class);
    private final Deque<HttpMessage> late = new ArrayDeque<>();
    private volatile int collector;
    private volatile boolean sound;

    /** @param silentMillis longer than any agent waits; 0 where nothing is to be silent, for waiting is dear */
    FaultyLine(long seed, int silentMillis) throws IOException {
        this.random = new Random(seed);
        this.silentMillis = silentMillis;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where agents find it. */
    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Has it lead to a collector, until it is told another. */
    void leadTo(int port) {
        collector = port;
    }

    /** From now on nothing goes wrong any more, or does again. What was held back arrives first. */
    void sound(boolean well) throws IOException {
        sound = well;
        boolean more = well;
        while (more) {
            more = bringLate();
        }
    }

    /** How often what happened. */
    synchronized Map<Mishap, Integer> happened() {
        return new EnumMap<>(happened);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket agent = socket.accept();
                open.add(agent);
                threads.execute(() -> serve(agent));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket agent) {
        try (agent) {
            agent.setTcpNoDelay(true);
            boolean goesOn = true;
            while (goesOn) {
                Optional<HttpMessage> request = HttpMessage.read(agent.getInputStream());
                goesOn = request.isPresent() && pass(request.get(), agent.getOutputStream());
            }
        } catch (IOException gone) {
            // As connections go.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(agent);
        }
    }

    private synchronized Mishap next() {
        if (sound) {
            return Mishap.NONE;
        }
        Mishap[] all = Mishap.values();
        Mishap next = random.nextInt(5) < 2 ? Mishap.NONE : all[random.nextInt(all.length)];
        // Once is as good as often.
        boolean dear = silentMillis == 0 || happened.containsKey(Mishap.SILENT);
        Mishap meant = next == Mishap.SILENT && dear ? Mishap.UNANSWERED : next;
        happened.merge(meant, 1, Integer::sum);
        return meant;
    }

    /** Has one request suffer what is next; whether the connection may be used again. */
    private boolean pass(HttpMessage request, OutputStream out) throws IOException, InterruptedException {
        Mishap mishap = next();
        switch (mishap) {
            case NONE -> out.write(forwarded(request).bytes());
            case LOST -> {}
            case UNANSWERED -> forwarded(request);
            case CUT -> cut(request);
            case ANSWER_CUT -> {
                byte[] answer = forwarded(request).bytes();
                out.write(answer, 0, answer.length / 2 + 1);
            }
            case DELAYED -> {
                Thread.sleep(10);
                out.write(forwarded(request).bytes());
            }
            case SILENT -> {
                forwarded(request);
                Thread.sleep(silentMillis);
            }
            case DOUBLED -> {
                out.write(forwarded(request).bytes());
                forwarded(request);
            }
            case DOUBLED_SECOND -> {
                forwarded(request);
                out.write(forwarded(request).bytes());
            }
            case REPLAYED -> {
                out.write(forwarded(request).bytes());
                keep(request);
            }
            case OVERTAKEN -> keep(request);
            case BAD_GATEWAY -> out.write(answer(502, "", "<html>bad gateway</html>"));
            case FALSE_GATEWAY -> {
                forwarded(request);
                out.write(answer(503, "Retry-After: 2\r\n", "<html>unavailable</html>"));
            }
            case TOO_MUCH -> out.write(answer(503, "Retry-After: 7\r\n", "<html>unavailable</html>"));
            case TOO_OFTEN -> out.write(answer(429, "Retry-After: 3\r\n", ""));
            case CLOSED_AFTER -> out.write(forwarded(request).bytes());
            case THROTTLED -> {
                for (byte[] piece : pieces(throttled(request).bytes())) {
                    out.write(piece);
                    out.flush();
                }
            }
        }
        out.flush();
        bringSomeLate();
        return switch (mishap) {
            case NONE,
                    DELAYED,
                    DOUBLED,
                    DOUBLED_SECOND,
                    REPLAYED,
                    BAD_GATEWAY,
                    FALSE_GATEWAY,
                    TOO_MUCH,
                    TOO_OFTEN,
                    THROTTLED -> true;
            case LOST, UNANSWERED, CUT, ANSWER_CUT, SILENT, OVERTAKEN, CLOSED_AFTER -> false;
        };
    }

    private synchronized void keep(HttpMessage request) {
        late.add(request);
    }

    private void bringSomeLate() throws IOException {
        boolean due;
        synchronized (this) {
            due = late.size() > MOST_LATE || (!late.isEmpty() && random.nextInt(3) == 0);
        }
        if (due) {
            bringLate();
        }
    }

    /** Brings one that was held back; false where there is none. */
    private boolean bringLate() throws IOException {
        HttpMessage request;
        synchronized (this) {
            request = late.poll();
        }
        if (request == null) {
            return false;
        }
        forwarded(request);
        return true;
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), collector), PATIENCE_MILLIS);
        return socket;
    }

    private HttpMessage forwarded(HttpMessage request) throws IOException {
        try (Socket there = connected()) {
            there.getOutputStream().write(request.bytes());
            there.getOutputStream().flush();
            return answered(there);
        }
    }

    private HttpMessage throttled(HttpMessage request) throws IOException {
        try (Socket there = connected()) {
            for (byte[] piece : pieces(request.bytes())) {
                there.getOutputStream().write(piece);
                there.getOutputStream().flush();
            }
            return answered(there);
        }
    }

    private static HttpMessage answered(Socket there) throws IOException {
        return HttpMessage.read(there.getInputStream()).orElseThrow(() -> new IOException("no answer"));
    }

    private void cut(HttpMessage request) throws IOException {
        try (Socket there = connected()) {
            byte[] bytes = request.bytes();
            there.getOutputStream().write(bytes, 0, bytes.length - request.body().length / 2 - 1);
            there.getOutputStream().flush();
        }
    }

    private static Iterable<byte[]> pieces(byte[] bytes) {
        Deque<byte[]> pieces = new ArrayDeque<>();
        for (int from = 0; from < bytes.length; from += PIECE) {
            pieces.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
        }
        return pieces;
    }

    private static byte[] answer(int status, String headers, String body) {
        return ("HTTP/1.1 " + status + " Elsewhere\r\n" + headers + "Content-Type: text/html\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
