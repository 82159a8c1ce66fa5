package dev.leeway.agent.selftest;

import dev.leeway.agent.host.docker.LocalEngine;
import dev.leeway.agent.spi.ContainerEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An engine with one container, which the kernel shows nothing of, and its image; it answers at a socket of its own, so that the way
 * that answers take is the real one.
 */
final class CanaryEngine implements AutoCloseable {
    private static final String CONTAINER = "c0".repeat(32);
    private static final String IMAGE = "sha256:" + "1a".repeat(32);
    private static final int MAX_REQUEST = 1 << 16;

    private final CanaryBox box;
    private final HandedOut handed;
    private final Path directory;
    private final Path socket;
    private final ServerSocketChannel server;

    private CanaryEngine(CanaryBox box, HandedOut handed) throws IOException {
        this.box = box;
        this.handed = handed;
        this.directory = Files.createTempDirectory("canary");
        this.socket = directory.resolve("engine.sock");
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
    }

    /** Starts one. */
    static CanaryEngine of(CanaryBox box, HandedOut handed) throws IOException {
        CanaryEngine engine = new CanaryEngine(box, handed);
        Thread thread = new Thread(engine::serve, "canary-engine");
        thread.setDaemon(true);
        thread.start();
        return engine;
    }

    /** As a host asks it. */
    ContainerEngine asked() {
        return new LocalEngine(directory, Map.of("DOCKER_HOST", "unix://" + socket), List.of());
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel line = server.accept()) {
                answer(request(line), Channels.newOutputStream(line));
            } catch (IOException e) {
                // Whoever asked went away, or nobody will ask any more.
                if (!server.isOpen()) {
                    return;
                }
            }
        }
    }

    private static String request(SocketChannel line) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(MAX_REQUEST);
        String text = "";
        while (!text.contains("\r\n\r\n") && request.hasRemaining() && line.read(request) >= 0) {
            text = new String(request.array(), 0, request.position(), StandardCharsets.UTF_8);
        }
        return text;
    }

    private void answer(String request, OutputStream out) throws IOException {
        String[] words = request.split(" ", 3);
        if (words.length < 3) {
            return;
        }
        int mark = words[1].indexOf('?');
        String path = mark < 0 ? words[1] : words[1].substring(0, mark);
        if (path.endsWith("/archive")) {
            String inside = URLDecoder.decode(words[1].substring(mark + "?path=".length()), StandardCharsets.UTF_8);
            archive(words[0].equals("HEAD"), inside, out);
        } else {
            String json = json(path);
            handed.out(json.replace("\\\"", "\"").replace("\\\\", "\\"));
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            head(out, json.isEmpty() ? "404 Not Found" : "200 OK", "application/json", "", body.length);
            out.write(body);
        }
    }

    private static void head(OutputStream out, String status, String type, String more, long length)
            throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + more + "Content-Length: " + length
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private String json(String path) {
        return switch (path.replace(CONTAINER, "ID").replace(IMAGE, "ID")) {
            case "/version" -> "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"Os\":\"linux\",\"Arch\":\"amd64\"}";
            case "/info" -> "{\"Driver\":\"overlay2\",\"ServerVersion\":\"20.10.24\"}";
            case "/containers/json" -> "[{\"Id\":\"" + CONTAINER + "\",\"Names\":[\"/shop-box\"]}]";
            case "/containers/ID/json" ->
                "{\"Id\":\"" + CONTAINER + "\",\"Name\":\"/shop-box\",\"Image\":\"" + IMAGE
                        + "\",\"State\":{\"Status\":\"running\",\"Running\":true,\"Pid\":777,\"StartedAt\":\"2026-01-01T00:00:00Z\"}"
                        + ",\"Config\":" + box.container() + "}";
            case "/containers/ID/changes" -> "null";
            case "/images/json" -> "[{\"Id\":\"" + IMAGE + "\",\"RepoTags\":[\"box:1\"]}]";
            case "/images/ID/json" ->
                "{\"Id\":\"" + IMAGE
                        + "\",\"RepoTags\":[\"box:1\"],\"Os\":\"linux\",\"Architecture\":\"amd64\",\"Size\":1000,\"Config\":"
                        + box.config() + ",\"RootFS\":{\"Layers\":[\"" + IMAGE + "\"]}}";
            case "/images/ID/history" ->
                box.history().stream()
                        .map(step -> "{\"CreatedBy\":" + CanaryBox.quoted(step) + ",\"Size\":1}")
                        .collect(Collectors.joining(",", "[", "]"));
            default -> "";
        };
    }

    private void archive(boolean stat, String inside, OutputStream out) throws IOException {
        SortedMap<String, byte[]> found = new TreeMap<>();
        String name = inside.substring(inside.lastIndexOf('/') + 1);
        String before = inside.equals("/") ? "/" : inside + "/";
        box.files().forEach((path, content) -> {
            if (path.equals(inside)) {
                found.put(name, content);
            } else if (path.startsWith(before)) {
                found.put((name.isEmpty() ? "" : name + "/") + path.substring(before.length()), content);
            }
        });
        if (found.isEmpty()) {
            head(out, "404 Not Found", "application/json", "", 0);
            return;
        }
        boolean file = found.containsKey(name);
        long mode = file ? 0644 : 1L << 31 | 0755;
        long size = file ? found.getOrDefault(name, new byte[0]).length : 4_096;
        String told = "{\"name\":" + CanaryBox.quoted(name) + ",\"size\":" + size + ",\"mode\":" + mode
                + ",\"mtime\":\"2026-01-01T00:00:00Z\",\"linkTarget\":\"\"}";
        String header = "X-Docker-Container-Path-Stat: "
                + Base64.getEncoder().encodeToString(told.getBytes(StandardCharsets.UTF_8)) + "\r\n";
        byte[] body = stat ? new byte[0] : TarText.of(found);
        head(out, "200 OK", "application/x-tar", header, body.length);
        out.write(body);
        handed.out(new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(directory);
    }
}
