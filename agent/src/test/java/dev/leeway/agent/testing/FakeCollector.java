package dev.leeway.agent.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.json.DeliveryAnswer;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.json.SnapshotJson;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.wire.KeyName;
import dev.leeway.schema.wire.KeyRotation;
import dev.leeway.schema.wire.Manifest;
import dev.leeway.schema.wire.SignedRequest;
import dev.leeway.schema.wire.Wire;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** A collector as docs/protocol.md describes it, in memory, that misbehaves when it is told to. */
public final class FakeCollector implements Closeable {
    /** What becomes of one request. */
    public enum Fault {
        /** Nothing: it is answered. */
        NONE,
        /** It is done, and nobody hears of it. */
        ANSWER_LOST,
        /** Nothing is done, and the connection ends. */
        RESET,
        /** It is done, and the answer ends in its midst. */
        ANSWER_CUT,
        /** Too much to do, for one second. */
        UNAVAILABLE,
        /** Go somewhere else. */
        REDIRECT,
        /** The answer of something that is no collector. */
        STRANGE,
        /** JSON that is no answer. */
        WRONG_JSON,
        /** An answer that does not come. */
        SLOW
    }

    private static final Pattern MEMBER =
            Pattern.compile("\"(token|publicKey|proof|name|environment|role)\":\"([^\"]*)\"");

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final String scheme;
    private final Set<String> tokens = new HashSet<>();
    private final Map<String, PublicKey> agents = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    /** By which token an agent joined. */
    private final Map<String, String> redeemed = new HashMap<>();

    private final Map<String, byte[]> texts = new HashMap<>();
    private final Map<String, Manifest> manifests = new HashMap<>();
    private final NavigableMap<Long, Snapshot> snapshots = new TreeMap<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Set<Long> refused = new HashSet<>();
    private final Set<Long> forbidden = new HashSet<>();
    private Fault always = Fault.NONE;
    private boolean keepsKeys;
    private int made;
    private int requests;
    private int failures;

    private FakeCollector(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    /** One without TLS, on this machine. */
    public static FakeCollector start() throws IOException {
        return new FakeCollector(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
    }

    /** One with it. */
    public static FakeCollector start(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new FakeCollector(server, "https");
    }

    /** Its address. */
    public URI address() {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort());
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Has it take this token, once. */
    public synchronized String token() {
        String token = "lwt-" + "0123456789abcdef".repeat(2) + made++;
        tokens.add(token);
        return token;
    }

    /** What the next requests meet, in turn. */
    public synchronized void next(Fault... each) {
        faults.addAll(List.of(each));
    }

    /** What all requests meet that nothing else was said for. */
    public synchronized void always(Fault fault) {
        always = fault;
    }

    /** Has it refuse the snapshot of that sequence for ever. */
    public synchronized void refuse(long sequence) {
        refused.add(sequence);
    }

    /** Has it hold that the agent may not tell the snapshot of that sequence. */
    public synchronized void forbid(long sequence) {
        forbidden.add(sequence);
    }

    /** Has it take no key in the place of another. */
    public synchronized void keepKeys() {
        keepsKeys = true;
    }

    /** The names of the agents it believes. */
    public synchronized Set<String> agents() {
        return new HashSet<>(agents.keySet());
    }

    /** Has it believe nobody any more. */
    public synchronized void revoke() {
        agents.clear();
    }

    /** What is stored, by sequence. */
    public synchronized NavigableMap<Long, Snapshot> snapshots() {
        return new TreeMap<>(snapshots);
    }

    /** How many requests came. */
    public synchronized int requests() {
        return requests;
    }

    /** Requests that no agent of docs/protocol.md makes: with wrong signatures, counts or shapes. */
    public synchronized int failures() {
        return failures;
    }

    /** Everything that came, as text. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    /** Has it forget which manifests and sections it has. */
    public synchronized void forget() {
        manifests.clear();
        texts.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer;
            Fault fault;
            synchronized (this) {
                requests++;
                seen.add(exchange.getRequestURI() + "\n" + headers(exchange.getRequestHeaders())
                        + new String(plain(exchange, body), StandardCharsets.UTF_8));
                fault = faults.isEmpty() ? always : faults.remove();
                boolean done = fault == Fault.NONE || fault == Fault.ANSWER_LOST || fault == Fault.ANSWER_CUT;
                answer = done ? answer(exchange, body) : Answer.of(200, "{}");
            }
            respond(exchange, fault, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String headers(Headers headers) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(headers)
                .forEach((name, values) ->
                        text.append(name).append(": ").append(values).append('\n'));
        return text.toString();
    }

    private void respond(HttpExchange exchange, Fault fault, Answer answer) throws IOException, InterruptedException {
        switch (fault) {
            case NONE -> send(exchange, answer);
            case ANSWER_LOST, RESET -> exchange.close();
            case ANSWER_CUT -> {
                exchange.sendResponseHeaders(answer.status, answer.body.length);
                exchange.getResponseBody().write(answer.body, 0, answer.body.length / 2);
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case UNAVAILABLE -> {
                exchange.getResponseHeaders().add("Retry-After", "1");
                send(exchange, Answer.problem(503, "busy"));
            }
            case REDIRECT -> {
                exchange.getResponseHeaders().add("Location", address() + "/elsewhere");
                send(exchange, Answer.of(307, ""));
            }
            case STRANGE -> send(exchange, Answer.of(404, "<html>It works!</html>"));
            case WRONG_JSON -> send(exchange, Answer.of(200, "{\"fate\":\"eaten\"}"));
            case SLOW -> Thread.sleep(60_000);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", answer.type);
        exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer.body);
        }
    }

    private record Answer(int status, String type, byte[] body) {
        static Answer of(int status, String body) {
            return new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
        }

        static Answer problem(int status, String title) {
            String body = "{\"title\":\"" + title + "\",\"status\":" + status
                    + ",\"detail\":\"as it is\",\"next\":\"look at docs/protocol.md\"}";
            return new Answer(status, Wire.PROBLEM, body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        String target = exchange.getRequestURI().toString();
        try {
            if (target.equals(Wire.JOIN)) {
                return join(exchange, body);
            }
            String agent = header(exchange, Wire.AGENT);
            PublicKey key = agents.get(agent);
            boolean known = exchange.getRequestURI().getPath().equals(Wire.SNAPSHOTS) || target.equals(Wire.ROTATE);
            if (!known || key == null || !isSigned(exchange, body, key, "the-collector")) {
                failures++;
                return Answer.problem(401, "not known");
            }
            return target.equals(Wire.ROTATE) ? rotate(body, agent) : deliver(exchange, body);
        } catch (FormatException | GeneralSecurityException e) {
            failures++;
            return Answer.problem(400, "malformed: " + e.getMessage());
        }
    }

    private static Map<String, String> said(byte[] body) {
        Map<String, String> said = new HashMap<>();
        Matcher members = MEMBER.matcher(new String(body, StandardCharsets.UTF_8));
        while (members.find()) {
            said.put(members.group(1), members.group(2));
        }
        return said;
    }

    private static byte[] keyOf(Map<String, String> said) {
        return Base64.getDecoder().decode(said.getOrDefault("publicKey", ""));
    }

    private static PublicKey key(Map<String, String> said) throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(keyOf(said)));
    }

    private Answer rotate(byte[] body, String before) throws GeneralSecurityException {
        Map<String, String> said = said(body);
        PublicKey key = key(said);
        String name = KeyName.of(keyOf(said));
        KeyRotation rotation = new KeyRotation("the-collector", before, said.getOrDefault("publicKey", ""));
        if (!rotation.isSigned(Base64.getDecoder().decode(said.getOrDefault("proof", "")), key)) {
            failures++;
            return Answer.problem(403, "badly proved");
        }
        String answer = "{\"agent\":\"" + name + "\"}";
        if (name.equals(before)) {
            return Answer.of(200, answer);
        }
        if (keepsKeys) {
            return Answer.problem(403, "the key stays");
        }
        agents.remove(before);
        agents.put(name, key);
        counts.put(name, counts.getOrDefault(before, 0L));
        return Answer.of(201, answer);
    }

    private Answer join(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
        Map<String, String> said = said(body);
        PublicKey key = key(said);
        if (!isSigned(exchange, body, key, address().toString())) {
            failures++;
            return Answer.problem(401, "badly signed");
        }
        String agent = KeyName.of(keyOf(said));
        String token = said.getOrDefault("token", "");
        if (agents.containsKey(agent)) {
            if (!redeemed.getOrDefault(agent, "").equals(token)) {
                return Answer.problem(403, "known by another token");
            }
        } else if (!tokens.remove(token)) {
            return Answer.problem(403, "no such token");
        }
        agents.put(agent, key);
        redeemed.put(agent, token);
        return Answer.of(
                201,
                "{\"agent\":\"" + agent + "\",\"environment\":\"" + said.getOrDefault("environment", "prod")
                        + "\",\"role\":\"" + said.getOrDefault("role", "web") + "\",\"audience\":\"the-collector\"}");
    }

    private boolean isSigned(HttpExchange exchange, byte[] body, PublicKey key, String audience) {
        String agent = header(exchange, Wire.AGENT);
        long count = Long.parseLong(header(exchange, Wire.COUNT));
        SignedRequest request = new SignedRequest(
                audience,
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                agent,
                count,
                header(exchange, Wire.MACHINE),
                header(exchange, "Content-Encoding"),
                SignedRequest.digest(body));
        boolean fresh = agent.equals(Wire.NOBODY) || count > counts.getOrDefault(agent, 0L);
        boolean signed = request.isSigned(Base64.getDecoder().decode(header(exchange, Wire.SIGNATURE)), key);
        if (fresh && signed) {
            counts.put(agent, count);
        }
        return fresh && signed;
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static byte[] plain(HttpExchange exchange, byte[] body) throws IOException {
        if (!header(exchange, "Content-Encoding").equals("gzip")) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    private Answer deliver(HttpExchange exchange, byte[] body) throws IOException, FormatException {
        byte[] plain = plain(exchange, body);
        Optional<byte[]> whole =
                Delivery.document(plain, digest -> Optional.ofNullable(manifests.get(digest)), "delivery");
        if (whole.isEmpty()) {
            return answer(409, DeliveryAnswer.Fate.BASELESS, Set.of());
        }
        SnapshotDocument document = SnapshotDocument.read(whole.get(), "delivery");
        long sequence = document.snapshot().sequence();
        if (forbidden.contains(sequence)) {
            return Answer.problem(403, "not this agent's to tell");
        }
        if (refused.contains(sequence)) {
            return answer(409, DeliveryAnswer.Fate.REFUSED, Set.of());
        }
        Set<String> lacking = new HashSet<>();
        List<byte[]> filled = new ArrayList<>();
        TreeMap<SectionKey, String> ids = new TreeMap<>();
        for (SnapshotDocument.Part part : document.parts()) {
            part.text().ifPresent(text -> texts.put(part.id(), text));
            byte[] text = texts.get(part.id());
            if (text == null) {
                lacking.add(part.id());
            } else {
                filled.add(text);
            }
            ids.put(part.key(), part.id());
        }
        if (!lacking.isEmpty()) {
            return answer(409, DeliveryAnswer.Fate.LACKING, lacking);
        }
        Snapshot snapshot =
                SnapshotJson.read(new ByteArrayInputStream(document.frame().document(filled)), "delivery");
        Snapshot before = snapshots.get(sequence);
        // Of what nobody counts there may be many.
        if (before != null && (sequence > 0 || before.id().equals(snapshot.id()))) {
            return before.id().equals(snapshot.id())
                    ? answer(200, DeliveryAnswer.Fate.KNOWN, Set.of())
                    : answer(409, DeliveryAnswer.Fate.REFUSED, Set.of());
        }
        snapshots.put(sequence, snapshot);
        Manifest manifest = new Manifest(ids);
        manifests.put(manifest.digest(), manifest);
        return answer(201, DeliveryAnswer.Fate.STORED, Set.of());
    }

    private static Answer answer(int status, DeliveryAnswer.Fate fate, Set<String> lacking) {
        String body = new String(new DeliveryAnswer(fate, lacking, "").document(), StandardCharsets.UTF_8);
        return Answer.of(status, body);
    }
}
