package dev.leeway.samples.load;

import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.json.DeliveryAnswer;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.wire.Manifest;
import dev.leeway.schema.wire.SignedRequest;
import dev.leeway.schema.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** One agent: joins once, and delivers what its host is each night until the collector has it. */
final class SimulatedAgent {
    private static final int WORTH_PACKING = 1_024;
    private static final int MOST_STEPS = 4;

    private final SimulatedHost host;
    private final Exchange exchange;
    private final Random random;
    private final int failing;
    private final KeyPair key;
    private String name = Wire.NOBODY;
    private String audience = "";
    private long count;
    private Optional<Manifest> acknowledged = Optional.empty();

    SimulatedAgent(SimulatedHost host, Exchange exchange, long seed, int failing) {
        this.host = host;
        this.exchange = exchange;
        this.random = new Random(seed);
        this.failing = failing;
        try {
            this.key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java has Ed25519 since release 15", e);
        }
    }

    /** A refusal that asks to come again. */
    static final class LaterException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int seconds;

        LaterException(int seconds) {
            super("come again");
            this.seconds = seconds;
        }

        int seconds() {
            return seconds;
        }
    }

    SimulatedHost host() {
        return host;
    }

    /** Makes its key known. */
    void join(String token, String url, Tally tally) throws IOException {
        audience = url;
        String body = "{\"token\":\"" + token + "\",\"publicKey\":\""
                + Base64.getEncoder().encodeToString(key.getPublic().getEncoded())
                + "\",\"host\":{\"name\":\"" + host.name() + "\",\"environment\":\"prod\",\"role\":\"web\"}}";
        Exchange.Answer answer = sent(Wire.JOIN, body.getBytes(StandardCharsets.UTF_8), Exchange.Mishap.NONE, tally)
                .orElseThrow();
        if (answer.status() != 201) {
            throw new IOException("join: " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        name = member(text, "agent");
        audience = member(text, "audience");
    }

    private static String member(String json, String name) throws IOException {
        Matcher matcher =
                Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IOException("join: no '" + name + "' in the answer");
        }
        return matcher.group(1);
    }

    /** Delivers one snapshot; when it returns the collector has said that it has it. */
    void deliver(SnapshotDocument document, Tally tally) throws IOException {
        Optional<Manifest> base = acknowledged;
        Set<String> whole = Set.of();
        for (int step = 0; step < MOST_STEPS; step++) {
            byte[] body = Delivery.of(document, base, whole);
            Optional<Exchange.Answer> heard = sent(Wire.SNAPSHOTS, body, mishap(), tally);
            if (heard.isEmpty()) {
                throw new IOException("a mishap");
            }
            DeliveryAnswer answer = answer(heard.get());
            switch (answer.fate()) {
                case STORED, KNOWN -> {
                    acknowledged = Optional.of(Delivery.manifest(document));
                    tally.accepted(
                            host.name(),
                            document.snapshot(),
                            step == 0 && base.isPresent(),
                            heard.get().bytes());
                    return;
                }
                case LACKING -> whole = answer.lacking();
                case BASELESS -> base = Optional.empty();
                case REFUSED -> throw new IllegalStateException(host.name() + ": refused: " + answer.message());
            }
        }
        throw new IllegalStateException(host.name() + ": the collector never had enough");
    }

    private Exchange.Mishap mishap() {
        if (random.nextInt(1_000) >= failing) {
            return Exchange.Mishap.NONE;
        }
        return random.nextBoolean() ? Exchange.Mishap.CUT : Exchange.Mishap.UNHEARD;
    }

    private static DeliveryAnswer answer(Exchange.Answer heard) throws IOException {
        try {
            return DeliveryAnswer.read(heard.body(), "the answer");
        } catch (FormatException e) {
            throw new IllegalStateException(
                    heard.status() + ": " + new String(heard.body(), StandardCharsets.UTF_8), e);
        }
    }

    private Optional<Exchange.Answer> sent(String path, byte[] body, Exchange.Mishap mishap, Tally tally)
            throws IOException {
        Map<String, String> headers = new TreeMap<>();
        byte[] wire = body;
        if (body.length > WORTH_PACKING) {
            wire = packed(body);
            headers.put("Content-Encoding", "gzip");
        }
        count++;
        String machine = "boot-" + host.name();
        SignedRequest request = new SignedRequest(
                audience,
                "POST",
                path,
                name,
                count,
                machine,
                headers.getOrDefault("Content-Encoding", ""),
                SignedRequest.digest(wire));
        headers.put("Content-Type", Wire.JSON);
        headers.put(Wire.AGENT, name);
        headers.put(Wire.COUNT, Long.toString(count));
        headers.put(Wire.MACHINE, machine);
        try {
            headers.put(Wire.SIGNATURE, Base64.getEncoder().encodeToString(request.sign(key.getPrivate())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key is one of its own", e);
        }
        Optional<Exchange.Answer> answer = exchange.post(path, headers, wire, mishap);
        if (answer.isPresent() && (answer.get().status() == 503 || answer.get().status() == 429)) {
            String after = answer.get().headers().get("retry-after");
            tally.refused(answer.get().status(), after != null);
            throw new LaterException(after == null ? 1 : Integer.parseInt(after));
        }
        return answer;
    }

    private static byte[] packed(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }
}
