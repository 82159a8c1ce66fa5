package dev.leeway.collector.server;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.identity.JoinToken;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.sql.SqlStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@code leeway serve} as a process of its own, which can be killed. */
final class CollectorProcess implements Reach {
    private final URI url;
    private final Process process;
    private final long startedWithin;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private CollectorProcess(URI url, Process process, long startedWithin) {
        this.url = url;
        this.process = process;
        this.startedWithin = startedWithin;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Tokens by each of which one host of production joins. */
    static List<String> tokens(Path file, int count) throws StoreException {
        List<String> tokens = new ArrayList<>();
        Clock clock = Clock.systemUTC();
        try (CollectorStore store = SqlStores.sqliteCollector(file, clock)) {
            for (int i = 0; i < count; i++) {
                String text = new Tokens(new SecureRandom()).create(TokenKind.JOIN);
                store.registry()
                        .issue(
                                new JoinToken(
                                        Tokens.joining(text).orElseThrow(),
                                        JoinToken.Kind.ONE_TIME,
                                        "prod",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Set.of(),
                                        JoinToken.USUAL_SILENCE,
                                        clock.instant(),
                                        Optional.of(clock.instant().plus(JoinToken.USUAL)),
                                        Optional.empty(),
                                        Optional.empty()),
                                "test");
                tokens.add(text);
            }
        }
        return tokens;
    }

    /** Starts one, and waits until it says that it listens. */
    static CollectorProcess start(ServeCommandLine by, int port, Path store) throws IOException {
        List<String> command = by.of("127.0.0.1:" + port, store.toString());
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader said = process.inputReader();
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith("leeway listens on ")) {
                return new CollectorProcess(
                        URI.create("http://127.0.0.1:" + port),
                        process,
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            }
        }
        throw new IOException("did not start: " + all);
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public HttpClient client() {
        return client;
    }

    long startedWithin() {
        return startedWithin;
    }

    /** As a power cut would, as far as processes go. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** As an administrator would; the exit code. */
    int end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("did not end within 15 seconds");
        }
        return process.exitValue();
    }
}
