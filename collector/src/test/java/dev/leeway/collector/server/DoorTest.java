package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.Limits;
import dev.leeway.collector.identity.AuditEntry;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.identity.TokenKind;
import dev.leeway.collector.identity.Tokens;
import dev.leeway.collector.store.StoreScene;
import dev.leeway.schema.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in that should not, and how much of it. */
class DoorTest {
    private static final Limits TIGHT = new Limits(64 << 10, 6000, 100, Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    private RunningCollector collector(Limits limits) throws Exception {
        return new RunningCollector.Setup().limits(limits).over(folder.resolve("leeway.db"));
    }

    @Test
    void manySlowSendersDelayNobodyAndAreCutOff() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (RunningCollector collector = collector(TIGHT)) {
            TestAgent agent = collector.joined("prod", "web-01");
            for (int i = 0; i < 500; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port());
                socket.setSoTimeout(10_000);
                slow.add(socket);
                String head = RawHttp.head("POST", Wire.SNAPSHOTS, "Content-Length: 1000");
                // Half of them never come to the end of their heads.
                send(socket, i % 2 == 0 ? head + "{" : head.substring(0, head.length() - 4));
            }
            long begin = System.nanoTime();
            HttpResponse<byte[]> answer = agent.deliver(collector, agent.snapshot(1, "info"));
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(millis).isLessThan(1500);
            int cut = 0;
            for (Socket socket : slow) {
                drip(socket);
                cut += ended(socket) ? 1 : 0;
            }
            assertThat(cut).isEqualTo(500);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whatIsOnlyAnnouncedTakesNoRoomFromOthers() throws Exception {
        List<Socket> announcing = new ArrayList<>();
        long senders = 1 + (Runtime.getRuntime().maxMemory() >> 24);
        Limits limits = new Limits(16 << 20, 6000, 100, Duration.ofSeconds(20));
        RunningCollector collector = collector(limits);
        try {
            TestAgent agent = collector.joined("prod", "web-01");
            String reader = collector.personToken(Role.READER);
            for (int i = 0; i < senders; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port());
                announcing.add(socket);
                send(socket, RawHttp.head("POST", Wire.SNAPSHOTS, "Content-Length: " + (16 << 20)) + "{");
            }
            awaitBodyBytes(collector, reader, senders << 10);

            assertThat(agent.deliver(collector, agent.snapshot(1, "info")).statusCode())
                    .isEqualTo(201);
        } finally {
            for (Socket socket : announcing) {
                socket.close();
            }
            collector.close();
        }
    }

    @Test
    void countsWhatComesWithoutALengthAsItArrives() throws Exception {
        Limits limits = new Limits(16 << 20, 6000, 100, Duration.ofSeconds(20));
        try (RunningCollector collector = collector(limits);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), collector.port())) {
            String reader = collector.personToken(Role.READER);
            String piece = "40000\r\n" + "x".repeat(0x40000) + "\r\n";
            send(socket, RawHttp.head("POST", Wire.SNAPSHOTS, "Transfer-Encoding: chunked") + piece);

            awaitBodyBytes(collector, reader, 0x40000);
        }
    }

    /** Waits until exactly so many bytes of bodies are under way. */
    private static void awaitBodyBytes(RunningCollector collector, String reader, long bytes) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        String line = "\nleeway_body_bytes " + bytes + "\n";
        while (!collector.get("/metrics", reader).body().contains(line)) {
            assertThat(System.nanoTime()).as(line).isLessThan(until);
            Thread.sleep(10);
        }
    }

    @Test
    void whatIsToJoinHasLessThanASnapshot() throws Exception {
        try (RunningCollector collector = collector(new Limits(16 << 20, 6000, 100, Duration.ofSeconds(2)))) {
            int port = collector.port();

            assertThat(RawHttp.status(port, RawHttp.head("POST", Wire.JOIN, "Content-Length: 16385")))
                    .isEqualTo(413);
            assertThat(RawHttp.status(port, RawHttp.head("POST", "/api/v1/tokens/people", "Content-Length: 65537")))
                    .isEqualTo(413);
            assertThat(RawHttp.status(
                            port,
                            RawHttp.head("POST", Wire.JOIN, "Transfer-Encoding: chunked") + "4001\r\n"
                                    + "x".repeat(0x4001) + "\r\n0\r\n\r\n"))
                    .isEqualTo(413);
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** One byte more, as long as anybody takes it. */
    private static void drip(Socket socket) {
        try {
            send(socket, "x");
        } catch (IOException e) {
            // Cut off already.
            return;
        }
    }

    /** Whether the other side ends it, with an answer or without. */
    private static boolean ended(Socket socket) {
        try {
            int status = RawHttp.status(socket.getInputStream());
            return status == 0 || status == 408;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aBombIsRefusedAndCostsNoMoreThanItsLimit() throws Exception {
        try (RunningCollector collector = collector(TIGHT)) {
            TestAgent agent = collector.joined("prod", "web-01");

            HttpResponse<byte[]> answer = collector.send(
                    agent.signed(collector.url(), Wire.SNAPSHOTS, TestAgent.packed(new byte[16 << 20]), "gzip")
                            .build());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(agent.deliver(collector, agent.snapshot(1, "info")).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void whatIsNestedDeeplyIsRefusedWithItsPlace() throws Exception {
        try (RunningCollector collector = collector(TIGHT)) {
            TestAgent agent = collector.joined("prod", "web-01");
            byte[] deep = ("{\"sections\":" + "[".repeat(10_000)).getBytes(StandardCharsets.UTF_8);

            HttpResponse<byte[]> answer = collector.send(
                    agent.signed(collector.url(), Wire.SNAPSHOTS, deep, "").build());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("[[[", "Exception");
        }
    }

    @Test
    void anAgentThatAsksTooOftenIsToldToWaitAndOthersAreNot() throws Exception {
        try (RunningCollector collector = collector(new Limits(1 << 20, 3, 100, Duration.ofSeconds(5)))) {
            TestAgent often = collector.joined("prod", "web-01");
            TestAgent other = collector.joined("prod", "web-02");
            List<Integer> statuses = new ArrayList<>();
            for (int i = 1; i <= 5; i++) {
                statuses.add(often.deliver(collector, often.snapshot(i, "info")).statusCode());
            }

            assertThat(statuses).startsWith(201, 201, 201).endsWith(429);
            assertThat(other.deliver(collector, other.snapshot(1, "info")).statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void whoGuessesIsToldToWaitAndOthersBehindHisAddressAreNot() throws Exception {
        try (RunningCollector collector = collector(TIGHT)) {
            TestAgent agent = collector.joined("prod", "web-01");
            String reader = collector.personToken(Role.READER);
            String unknown = new Tokens(new SecureRandom()).create(TokenKind.JOIN);
            List<Integer> guesses = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                guesses.add(collector.get("/api/v1/hosts", "garbage").statusCode());
            }
            int guess = TestAgent.of("prod", "web-03").join(collector, unknown).statusCode();

            assertThat(guesses).startsWith(401).endsWith(429);
            assertThat(guess).isEqualTo(429);
            assertThat(collector.get("/api/v1/hosts", reader).statusCode()).isEqualTo(200);
            assertThat(agent.deliver(collector, agent.snapshot(1, "info")).statusCode())
                    .isEqualTo(201);
            assertThat(TestAgent.of("prod", "web-02")
                            .join(collector, collector.joinToken("prod"))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void aStoreThatFailsIsToldAndWorksAgainByItself() throws Exception {
        FailingStore failing = new FailingStore();
        try (RunningCollector collector =
                new RunningCollector.Setup().around(failing::around).over(folder.resolve("leeway.db"))) {
            TestAgent agent = collector.joined("prod", "web-01");
            failing.fail(true, true);
            HttpResponse<byte[]> full = agent.deliver(collector, agent.snapshot(1, "info"));
            int ready = collector.get("/readyz", "").statusCode();
            failing.fail(false, false);

            assertThat(full.statusCode()).isEqualTo(507);
            assertThat(full.headers().firstValue("Retry-After")).isPresent();
            assertThat(ready).isEqualTo(503);
            assertThat(collector.get("/healthz", "").statusCode()).isEqualTo(200);
            assertThat(agent.deliver(collector, agent.snapshot(1, "info")).statusCode())
                    .isEqualTo(201);
            assertThat(collector.get("/readyz", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aStoreThatFailsIsSaidWhereTheCollectorSpeaksOnceAndThatItIsOver() throws Exception {
        FailingStore failing = new FailingStore();
        try (RunningCollector collector =
                new RunningCollector.Setup().around(failing::around).over(folder.resolve("leeway.db"))) {
            TestAgent agent = collector.joined("prod", "web-01");
            String reader = collector.personToken(Role.READER);
            failing.fail(true, true);
            agent.deliver(collector, agent.snapshot(1, "info"));
            collector.get("/readyz", "");
            collector.get("/api/v1/hosts", reader);
            assertThat(ofTheStore(collector)).containsExactly("the store fails: the store fails as it was told to");
            failing.fail(false, false);

            assertThat(collector.get("/readyz", "").statusCode()).isEqualTo(200);
            assertThat(ofTheStore(collector))
                    .as("nobody saw yet that a delivery passes")
                    .hasSize(1);
            assertThat(agent.deliver(collector, agent.snapshot(1, "info")).statusCode())
                    .isEqualTo(201);

            // That it is on the disk is answered a moment before it is told here.
            for (int wait = 0; ofTheStore(collector).size() < 2 && wait < 2_000; wait++) {
                Thread.sleep(10);
            }
            assertThat(ofTheStore(collector)).hasSize(2).endsWith("the store works again");
        }
    }

    @Test
    void whereOnlyQuestionsFailedTheirNextAnswerShowsThatItIsOver() throws Exception {
        FailingStore failing = new FailingStore();
        try (RunningCollector collector =
                new RunningCollector.Setup().around(failing::around).over(folder.resolve("leeway.db"))) {
            failing.fail(true, false);
            collector.get("/readyz", "");
            failing.fail(false, false);
            collector.get("/healthz", "");
            assertThat(ofTheStore(collector)).hasSize(1);

            collector.get("/readyz", "");

            assertThat(ofTheStore(collector)).hasSize(2).endsWith("the store works again");
        }
    }

    /** Who asks that before he sends anything here would else never send anything again. */
    @Test
    void itIsReadyAgainAWhileAfterSomethingCouldNotBeStored() throws Exception {
        FailingStore failing = new FailingStore();
        StoreScene.SetClock clock = new StoreScene.SetClock();
        try (RunningCollector collector = new RunningCollector.Setup()
                .clock(clock)
                .around(failing::around)
                .over(folder.resolve("leeway.db"))) {
            TestAgent agent = collector.joined("prod", "web-01");
            failing.failIn("add");
            agent.deliver(collector, agent.snapshot(1, "info"));
            failing.fail(false, false);
            assertThat(collector.get("/readyz", "").statusCode()).isEqualTo(503);

            clock.set(clock.instant().plusSeconds(30));

            assertThat(collector.get("/readyz", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theLogSaysWhoMightHaveDoneWhatWasRefused() throws Exception {
        try (RunningCollector collector = collector(TIGHT)) {
            String reader = collector.personToken(Role.READER);
            assertThat(collector.get("/api/v1/audit", reader).statusCode()).isEqualTo(403);

            assertThat(collector.registry().audit(0, 100))
                    .filteredOn(entry -> entry.detail().contains("does not permit it"))
                    .extracting(AuditEntry::subject)
                    .containsExactly("for administrators of all environments");
        }
    }

    @Test
    void aRequestWithoutItsBodyIsToldWhatToSend() throws Exception {
        try (RunningCollector collector = collector(TIGHT)) {
            HttpResponse<String> answer =
                    collector.ask("PUT", "/api/v1/baselines/good", collector.personToken(Role.OPERATOR), "");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("there is no body", "send a JSON object with selector")
                    .doesNotContain("file");
        }
    }

    private static List<String> ofTheStore(RunningCollector collector) {
        return collector.journal().stream()
                .filter(line -> line.startsWith("the store "))
                .toList();
    }

    @Test
    void whatWasTakenInIsAnsweredBeforeItEnds() throws Exception {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        List<TestAgent> agents = new ArrayList<>();
        RunningCollector collector = collector(TIGHT);
        for (int i = 0; i < 20; i++) {
            agents.add(collector.joined("prod", "web-" + i));
        }
        for (TestAgent agent : agents) {
            answers.add(CompletableFuture.supplyAsync(() -> delivered(collector, agent)));
        }
        Thread.sleep(20);
        long begin = System.nanoTime();
        collector.close();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(10);
        int stored = 0;
        for (CompletableFuture<Integer> answer : answers) {
            stored += answer.get(30, TimeUnit.SECONDS) == 201 ? 1 : 0;
        }
        try (RunningCollector again = collector(TIGHT)) {
            assertThat(again.snapshots().since(0, 100)).hasSizeGreaterThanOrEqualTo(stored);
        }
    }

    /** The status of a delivery, 0 where nobody listens any more. */
    private static int delivered(RunningCollector collector, TestAgent agent) {
        try {
            return agent.deliver(collector, agent.snapshot(1, "info")).statusCode();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    @Test
    void noAnswerTellsMoreThanItMust() throws Exception {
        try (RunningCollector collector = collector(TIGHT)) {
            String reader = collector.personToken(Role.READER);
            for (HttpResponse<String> answer : List.of(
                    collector.get("/nothing/%3Cscript%3E", ""),
                    collector.get("/api/v1/facts?match=%5B%5B", reader),
                    collector.get("/api/v1/snapshots?since=-1", reader),
                    collector.get("/api/v1/hosts", "lwa_secret"))) {
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .hasValue("nosniff");
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .contains("frame-ancestors 'none'");
                assertThat(answer.headers().map()).doesNotContainKey("server");
                assertThat(answer.body())
                        .contains("\"next\":")
                        .doesNotContain("script", "secret", "Exception", "at dev.leeway");
            }
        }
    }
}
