package dev.leeway.samples.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.identity.CollectorStore;
import dev.leeway.collector.store.StoredHost;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.collector.store.sql.SqlStores;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged {@code leeway serve}, started by its launcher, over a store that outlasts it. */
final class ServedCollector implements AutoCloseable {
    private final Path folder;
    private final int port;
    private Process process;

    /** @param settings lines of its configuration beside address and store */
    ServedCollector(Path folder, String settings) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        Files.writeString(
                folder.resolve("leeway-server.yaml"),
                "listen: 127.0.0.1:" + port + "\nstore: leeway.db\n" + settings + "\n");
        this.process = started();
    }

    private Process started() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Program.leeway().path(),
                        "serve",
                        "--config",
                        folder.resolve("leeway-server.yaml").toString())
                .redirectErrorStream(true);
        builder.environment().put(Program.CACHE, Program.CLASSES.toString());
        Process started = builder.start();
        BufferedReader said = started.inputReader();
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith("leeway listens on ")) {
                drained(said);
                return started;
            }
        }
        throw new IOException("did not start: " + all);
    }

    /** Nobody is held up because nobody reads what it says. */
    private static void drained(BufferedReader said) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (said.readLine() != null) {}
                    } catch (IOException ended) {
                        // With the process.
                    }
                },
                "served-collector");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    /** A token by which that host joins. */
    String token(String host) throws IOException, InterruptedException {
        Ran made = Program.leeway()
                .run(
                        folder,
                        "token",
                        "create",
                        "--store",
                        folder.resolve("leeway.db").toString(),
                        "--environment",
                        "prod",
                        "--host",
                        host);
        assertThat(made.exit()).as(made.err()).isZero();
        return made.out().strip();
    }

    /** As a power cut would end it, as far as processes go; the launcher and what it launched. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            for (int wait = 0; each.isAlive() && wait < 1_000; wait++) {
                Thread.sleep(10);
            }
            assertThat(each.isAlive()).isFalse();
        }
    }

    void again() throws IOException {
        process = started();
    }

    /** As an administrator ends it. */
    void end() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
    }

    /** What its store holds of a host, by count, the newest first; the store is sound. */
    List<Long> stored(String host) throws Exception {
        try (CollectorStore store = SqlStores.sqliteCollector(folder.resolve("leeway.db"), Clock.systemUTC())) {
            assertThat(store.snapshots().verify().damages()).isEmpty();
            List<Long> counts = new ArrayList<>();
            for (StoredHost each : store.snapshots().hosts()) {
                if (each.name().equals(host)) {
                    store.snapshots().snapshots(each).stream()
                            .map(StoredSnapshot::sequence)
                            .forEach(counts::add);
                }
            }
            return counts;
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
