package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The Chromium of this machine with one page, driven over its own protocol; everything the page does besides being shown is kept. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final WebSocket socket;
    private String session = "";
    private int number;

    private Browser(Process process, WebSocket socket, Listener listener) {
        this.process = process;
        this.socket = socket;
        listener.to = answers;
    }

    /** Puts together what comes in parts. */
    private static final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();
        private volatile @Nullable BlockingQueue<JsonNode> to;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            BlockingQueue<JsonNode> queue = to;
            if (last && queue != null) {
                try {
                    queue.add(JSON.readTree(parts.toString()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** A browser with an empty page, its files below {@code folder}; without one the test is skipped, or fails where all are required. */
    static Browser start(Path folder) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            String reason = "no " + PROGRAM + "; it comes with the package chromium";
            if ("all".equals(System.getenv("LEEWAY_REQUIRE_ENGINES"))) {
                fail(reason);
            }
            abort(reason);
        }
        Path profile = Files.createDirectories(folder.resolve("profile"));
        ProcessBuilder builder = new ProcessBuilder(
                PROGRAM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--no-default-browser-check",
                "--no-proxy-server",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank");
        builder.environment().put("HOME", folder.toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("chromium.log").toFile())
                .start();
        Listener listener = new Listener();
        WebSocket socket = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .build()
                .newWebSocketBuilder()
                .buildAsync(address(process, profile.resolve("DevToolsActivePort")), listener)
                .join();
        Browser browser = new Browser(process, socket, listener);
        browser.attach();
        return browser;
    }

    /** Where the browser listens, which it writes into a file once it does. */
    private static URI address(Process process, Path file) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() > 1) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            assertThat(process.isAlive()).as("the browser ended at once").isTrue();
            Thread.sleep(20);
        }
        throw new IllegalStateException("the browser does not listen");
    }

    private void attach() throws InterruptedException {
        String target = send("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = send("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Network", "Log", "Audits")) {
            send(domain + ".enable", Map.of());
        }
    }

    /** What the browser answers to {@code method}; a refusal fails the test. */
    JsonNode send(String method, Map<String, ?> parameters) throws InterruptedException {
        int id = ++number;
        Map<String, Object> message = new java.util.TreeMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        socket.sendText(JSON.valueToTree(message).toString(), true).join();
        while (true) {
            JsonNode answer = next();
            if (answer.path("id").asInt() == id) {
                assertThat(answer.path("error")).as(method).isEmpty();
                return answer.path("result");
            }
        }
    }

    private JsonNode next() throws InterruptedException {
        JsonNode answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException("the browser does not answer");
        }
        if (answer.has("method")) {
            events.add(answer);
        }
        return answer;
    }

    /** Opens {@code page} and waits until it has been loaded; what happened before is forgotten. */
    void open(Path page) throws InterruptedException {
        events.clear();
        send("Page.navigate", Map.of("url", page.toUri().toString()));
        while (events("Page.loadEventFired").isEmpty()) {
            JsonNode event = next();
            // A dialog would hold the page for ever.
            if (event.path("method").asText().equals("Page.javascriptDialogOpening")) {
                return;
            }
        }
    }

    /** What {@code expression} is in the page, as JSON. */
    JsonNode evaluate(String expression) throws InterruptedException {
        JsonNode answer =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        assertThat(answer.path("exceptionDetails")).as(expression).isEmpty();
        return answer.path("result").path("value");
    }

    /** Presses and releases one key: {@code j}, {@code Enter}, {@code Escape}. */
    void press(String key) throws InterruptedException {
        String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
        int code = key.equals("Enter") ? 13 : key.equals("Escape") ? 27 : 0;
        send(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", key, "text", text, "windowsVirtualKeyCode", code));
        send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /** Shows pages {@code width} pixels wide, to a reader who prefers {@code scheme}. */
    void look(int width, String scheme) throws InterruptedException {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 500));
        media("", scheme);
    }

    /** Shows pages as {@code medium}, {@code print} or nothing, has them. */
    void media(String medium, String scheme) throws InterruptedException {
        send(
                "Emulation.setEmulatedMedia",
                Map.of("media", medium, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Writes a picture of the whole page, for people to look at. */
    void picture(Path file) throws IOException, InterruptedException {
        JsonNode shot = send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /** What the page did since it was opened: events of that name. */
    List<JsonNode> events(String method) {
        return events.stream()
                .filter(event -> event.path("method").asText().equals(method))
                .map(event -> event.path("params"))
                .toList();
    }

    @Override
    public void close() {
        try {
            session = "";
            socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true).join();
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.abort();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
