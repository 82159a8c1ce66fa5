package dev.leeway.agent.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leeway.agent.spi.ContainerEngine.About;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever answers at the socket: nothing of it hangs, breaks or fills the agent. */
@Timeout(60)
class HostileEngineTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @TempDir
    Path directory;

    private interface Behaviour {
        void at(String path, OutputStream out) throws IOException, InterruptedException;
    }

    /** A server on a socket of the file system that behaves as badly as it is told. */
    private final class Hostile implements AutoCloseable {
        private final ServerSocketChannel server;
        private final Path socket = directory.resolve("engine.sock");

        Hostile(Behaviour behaviour) throws IOException {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread thread = new Thread(() -> serve(behaviour));
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(Behaviour behaviour) {
            try {
                while (server.isOpen()) {
                    SocketChannel line = server.accept();
                    Thread thread = new Thread(() -> answer(line, behaviour));
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (IOException e) {
                // The test is over.
                return;
            }
        }

        private void answer(SocketChannel line, Behaviour behaviour) {
            try (line) {
                ByteBuffer request = ByteBuffer.allocate(4_096);
                line.read(request);
                String text = new String(request.array(), 0, request.position(), StandardCharsets.US_ASCII);
                behaviour.at(text.split(" ")[1], Channels.newOutputStream(line));
            } catch (IOException | InterruptedException e) {
                // Whoever asked has gone.
                return;
            }
        }

        LocalEngine engine() {
            return new LocalEngine(directory, Map.of("DOCKER_HOST", "unix://" + socket), List.of());
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void whole(OutputStream out, String json) throws IOException {
        write(
                out,
                HEAD + "Connection: close\r\nContent-Length: " + json.getBytes(StandardCharsets.UTF_8).length
                        + "\r\n\r\n" + json);
    }

    private static Kind refused(LocalEngine engine) {
        return catchThrowableOfType(HostAccessException.class, engine::containers)
                .kind();
    }

    @Test
    void givesUpOnOneThatNeverAnswers() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Hostile hostile = new Hostile((path, out) -> never.await())) {
            EngineClient client = new EngineClient(
                    new EngineSearch(directory, Map.of("DOCKER_HOST", "unix://" + hostile.socket))
                            .find()
                            .address(),
                    true);
            long began = System.nanoTime();
            HostAccessException refusal = catchThrowableOfType(
                    HostAccessException.class,
                    () -> client.ask("GET", "/info", Duration.ofMillis(500), answer -> answer.getStatusCode()));
            assertThat(refusal.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            never.countDown();
        }
    }

    @Test
    void givesUpOnAnAnswerThatTricklesForEver() throws Exception {
        try (Hostile hostile = new Hostile((path, out) -> {
            write(out, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 1_000; i++) {
                write(out, "1\r\n[\r\n");
                out.flush();
                Thread.sleep(20);
            }
        })) {
            EngineClient client = new EngineClient(
                    new EngineSearch(directory, Map.of("DOCKER_HOST", "unix://" + hostile.socket))
                            .find()
                            .address(),
                    true);
            HostAccessException refusal = catchThrowableOfType(
                    HostAccessException.class,
                    () -> client.ask(
                            "GET",
                            "/info",
                            Duration.ofMillis(700),
                            answer -> answer.getBody().readAllBytes()));
            assertThat(refusal.kind()).isEqualTo(Kind.TIMED_OUT);
        }
    }

    @Test
    void stopsReadingAnAnswerWithoutEnd() throws Exception {
        try (Hostile hostile = new Hostile((path, out) -> {
            write(out, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            String text = "\"" + "x".repeat(65_533) + "\",";
            while (true) {
                write(out, "10000\r\n" + text + "\r\n");
            }
        })) {
            assertThat(refused(hostile.engine())).isEqualTo(Kind.TOO_LARGE);
        }
    }

    @Test
    void takesWhatIsNoEngineForNone() throws Exception {
        for (String answer : List.of("SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", "")) {
            try (Hostile hostile = new Hostile((path, out) -> write(out, answer))) {
                assertThat(refused(hostile.engine())).as(answer).isIn(Kind.UNREADABLE, Kind.MALFORMED);
            }
            Files.deleteIfExists(directory.resolve("engine.sock"));
        }
    }

    @Test
    void takesAnswersOfOtherShapesForNone() throws Exception {
        for (String answer : List.of("[", "null", "7", "\"text\"", "{\"Id\":", "[[[[")) {
            try (Hostile hostile = new Hostile((path, out) -> whole(out, answer))) {
                assertThat(refused(hostile.engine())).as(answer).isEqualTo(Kind.MALFORMED);
            }
            Files.deleteIfExists(directory.resolve("engine.sock"));
        }
    }

    @Test
    void losesOneContainerToLabelsOfTenMegabytesAndNoOther() throws Exception {
        String huge = "x".repeat(10 << 20);
        String id = "ab".repeat(32);
        String good = "{\"Id\":\"" + "cd".repeat(32) + "\",\"Name\":\"/good\",\"Config\":{\"Image\":\"a:1\"}}";
        try (Hostile hostile = new Hostile((path, out) -> {
            if (path.startsWith("/containers/json")) {
                whole(
                        out,
                        "[{\"Id\":\"" + id + "\",\"Names\":[\"/huge\"],\"Labels\":{\"a\":\"" + huge + "\"}},{\"Id\":\""
                                + "cd".repeat(32) + "\",\"Names\":[\"/good\"]}]");
            } else if (path.contains(id)) {
                whole(
                        out,
                        "{\"Id\":\"" + id + "\",\"Name\":\"/huge\",\"Config\":{\"Labels\":{\"a\":\"" + huge + "\"}}}");
            } else if (path.contains("/containers/")) {
                whole(out, good);
            } else {
                whole(out, path.startsWith("/images/json") ? "[]" : "{}");
            }
        })) {
            LocalEngine engine = hostile.engine();
            assertThat(engine.containers())
                    .singleElement()
                    .satisfies(each -> assertThat(each.service()).isEqualTo("good"));
            assertThat(engine.gaps(About.CONTAINERS)).containsEntry("huge", Kind.TOO_LARGE);
        }
    }

    @Test
    void asksForNothingThatAnIdMayLeadItTo() throws Exception {
        try (Hostile hostile = new Hostile((path, out) -> {
            assertThat(path).doesNotContain("..").doesNotContain("delete");
            whole(
                    out,
                    path.startsWith("/containers/json")
                            ? "[{\"Id\":\"../../delete\",\"Names\":[\"/a\"]}]"
                            : path.startsWith("/images/json") ? "[]" : "{}");
        })) {
            LocalEngine engine = hostile.engine();
            assertThat(engine.containers()).isEmpty();
            assertThat(engine.gaps(About.CONTAINERS)).containsEntry("*", Kind.MALFORMED);
        }
    }

    private static void chunk(OutputStream out, byte[] bytes) throws IOException {
        write(out, Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write(out, "\r\n");
    }

    /** A header of a tar archive that tells of {@code size} bytes. */
    private static byte[] header(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(size);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        return header;
    }

    /** How long reading {@code /app} of such an engine's container took, and with what it ended. */
    private Kind archive(Behaviour behaviour, Duration within) throws Exception {
        Files.deleteIfExists(directory.resolve("engine.sock"));
        try (Hostile hostile = new Hostile(behaviour)) {
            long began = System.nanoTime();
            Kind kind = catchThrowableOfType(
                            HostAccessException.class,
                            () -> hostile.engine().archive("c1", "/app", 8 << 20, stream -> {
                                byte[] some = new byte[1 << 16];
                                while (stream.read(some) >= 0) {
                                    // Whatever comes.
                                }
                            }))
                    .kind();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(within);
            return kind;
        }
    }

    @Test
    void cutsOffAnArchiveThatNeverEnds() throws Exception {
        Kind kind = archive(
                (path, out) -> {
                    write(out, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
                    chunk(out, header("app/a", 1L << 40));
                    while (true) {
                        chunk(out, new byte[1 << 16]);
                    }
                },
                Duration.ofSeconds(10));

        assertThat(kind).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void takesAnArchiveShorterThanItIsSaidToBeForDamage() throws Exception {
        Kind kind = archive(
                (path, out) -> {
                    write(out, HEAD + "Connection: close\r\nContent-Length: 1000000\r\n\r\n");
                    out.write(header("app/a", 999_000));
                },
                Duration.ofSeconds(10));

        assertThat(kind).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void takesChangesOfAnotherShapeForNone() throws Exception {
        for (String answer : List.of("{}", "[1]", "7", "[{\"Path\":")) {
            Files.deleteIfExists(directory.resolve("engine.sock"));
            try (Hostile hostile = new Hostile((path, out) -> whole(out, answer))) {
                assertThat(catchThrowableOfType(
                                        HostAccessException.class,
                                        () -> hostile.engine().changes("c1"))
                                .kind())
                        .as(answer)
                        .isEqualTo(Kind.MALFORMED);
            }
        }
        Files.deleteIfExists(directory.resolve("engine.sock"));
        try (Hostile hostile =
                new Hostile((path, out) -> whole(out, "[{\"Path\":\"/b\",\"Kind\":1},{\"Path\":\"/a\"}]"))) {
            assertThat(hostile.engine().changes("c1")).containsExactly("/a", "/b");
        }
    }

    /** Threads of who asks alone: other tests ask engines of theirs meanwhile. */
    private static List<Thread> threads(ThreadGroup asking) {
        Thread[] found = new Thread[asking.activeCount() + 16];
        int count = asking.enumerate(found);
        return Arrays.stream(found, 0, count)
                .filter(thread -> thread.getName().startsWith("container-engine"))
                .toList();
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (Hostile hostile = new Hostile((path, out) -> {
            seen.await();
            whole(out, path.contains("/json") ? "[]" : "{}");
        })) {
            LocalEngine engine = hostile.engine();
            ThreadGroup asking = new ThreadGroup("asking");
            FutureTask<Integer> asked =
                    new FutureTask<>(() -> engine.containers().size());
            new Thread(asking, asked, "asks").start();
            while (threads(asking).isEmpty()) {
                Thread.sleep(10);
            }
            seen.countDown();
            assertThat(asked.get()).isZero();
            assertThat(threads(asking)).isEmpty();
        }
    }
}
