package dev.leeway.agent.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.agent.host.docker.LocalEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Answers as an engine answered once; what a test wants otherwise it says. */
public final class FakeEngine implements AutoCloseable {
    /** Ids of the two containers of the committed answers, and of their image. */
    public static final String API = "2f27e9ee9916081f31f36e499cdca2ccccb1c1c950c6110199e7096b23891981";

    /** Of a compose service. */
    public static final String WEB = "e3e2a6f148190e348e0937d43ff6c59a9565130dd10ee266f049a75c56ced8da";

    /** Of both. */
    public static final String IMAGE = "sha256:85a3fb52bcc42f51384de0a35e75ffa4f5d1c34bff95fc43813e39b5f9ce70b0";

    static {
        // Read when the first server starts: without it every answer waits 40 ms for the caller's kernel to acknowledge
        // its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Map<String, String> answers = new TreeMap<>();
    private final Map<String, byte[]> files = new TreeMap<>();

    private FakeEngine(HttpServer server) {
        this.server = server;
    }

    /** One with the committed answers. */
    public static FakeEngine start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FakeEngine engine = new FakeEngine(server);
            engine.answer("/version", committed("version"))
                    .answer("/info", committed("info"))
                    .answer("/containers/json", committed("containers"))
                    .answer("/containers/" + API + "/json", committed("container-" + API.substring(0, 12)))
                    .answer("/containers/" + WEB + "/json", committed("container-" + WEB.substring(0, 12)))
                    .answer("/images/json", committed("images"))
                    .answer("/images/" + IMAGE + "/json", committed("image"))
                    .answer("/images/" + IMAGE + "/history", committed("history"));
            server.createContext("/", exchange -> {
                if (exchange.getRequestURI().getPath().endsWith("/archive")) {
                    engine.handOut(exchange);
                    return;
                }
                String answer = engine.answers.get(exchange.getRequestURI().getPath());
                byte[] bytes = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write(bytes);
                }
            });
            server.start();
            return engine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The committed answer of that name. */
    public static String committed(String name) {
        try (InputStream in = FakeEngine.class.getResourceAsStream("/engine/" + name + ".json")) {
            if (in == null) {
                throw new IllegalArgumentException("no answer '" + name + "'");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes it answer so. */
    public FakeEngine answer(String path, String json) {
        answers.put(path, json);
        return this;
    }

    /** Puts a file into every container, to be handed out alone. */
    public FakeEngine file(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void handOut(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getQuery().substring("path=".length());
            byte[] file = files.get(path);
            boolean directory =
                    path.equals("/") || files.keySet().stream().anyMatch(each -> each.startsWith(path + "/"));
            if (exchange.getRequestMethod().equals("HEAD") && (file != null || directory)) {
                String stat = "{\"name\":\"x\",\"size\":" + (file == null ? 0 : file.length) + ",\"mode\":"
                        + (directory ? (1L << 31) + 0755 : 0644) + ",\"mtime\":\"2026-11-20T02:00:00Z\"}";
                exchange.getResponseHeaders()
                        .set(
                                "X-Docker-Container-Path-Stat",
                                Base64.getEncoder().encodeToString(stat.getBytes(StandardCharsets.UTF_8)));
                exchange.sendResponseHeaders(200, -1);
            } else if (file != null) {
                exchange.sendResponseHeaders(200, 0);
                try (TarArchiveOutputStream tar = new TarArchiveOutputStream(exchange.getResponseBody())) {
                    TarArchiveEntry entry = new TarArchiveEntry(path.substring(path.lastIndexOf('/') + 1));
                    entry.setSize(file.length);
                    tar.putArchiveEntry(entry);
                    tar.write(file);
                    tar.closeArchiveEntry();
                }
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    /** Where it is reached, as {@code DOCKER_HOST} says it. */
    public String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Makes the committed answer say something else in one place. */
    public FakeEngine change(String path, String from, String to) {
        String before = answers.getOrDefault(path, "");
        if (!before.contains(from)) {
            throw new IllegalArgumentException("no '" + from + "' in the answer to " + path);
        }
        return answer(path, before.replace(from, to));
    }

    /** Makes it know nothing of it. */
    public FakeEngine forget(String path) {
        answers.remove(path);
        return this;
    }

    /** The engine as the agent asks it. */
    public LocalEngine engine() {
        return new LocalEngine(Path.of("/"), Map.of("DOCKER_HOST", address()), List.of());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
