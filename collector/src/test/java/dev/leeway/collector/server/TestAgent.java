package dev.leeway.collector.server;

import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.json.DeliveryAnswer;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.wire.KeyRotation;
import dev.leeway.schema.wire.Manifest;
import dev.leeway.schema.wire.SignedRequest;
import dev.leeway.schema.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** An agent as the protocol has it, without a host. */
final class TestAgent {
    private static final Pattern NAME = Pattern.compile("\"agent\":\"(a-[0-9a-f]+)\"");
    private static final Pattern AUDIENCE = Pattern.compile("\"audience\":\"([^\"]+)\"");

    final String environment;
    final String host;
    KeyPair key;
    String name = Wire.NOBODY;
    String audience = "";
    /** What had been acknowledged when it joined. */
    long arrived;

    String machine = "boot-1";
    long count;

    private TestAgent(String environment, String host, KeyPair key) {
        this.environment = environment;
        this.host = host;
        this.key = key;
    }

    static TestAgent of(String environment, String host) {
        try {
            return new TestAgent(
                    environment, host, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Joins, and remembers what it was told. */
    HttpResponse<byte[]> join(Reach collector, String token) {
        audience = collector.url().toString();
        String body = "{\"token\":\"" + token + "\",\"publicKey\":\""
                + Base64.getEncoder().encodeToString(key.getPublic().getEncoded()) + "\",\"host\":{\"name\":\"" + host
                + "\",\"environment\":\"" + environment + "\",\"role\":\"web\"}}";
        HttpResponse<byte[]> answer =
                collector.send(signed(collector.url(), Wire.JOIN, body.getBytes(StandardCharsets.UTF_8), "")
                        .build());
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        Matcher told = NAME.matcher(text);
        if (told.find()) {
            name = told.group(1);
        }
        Matcher meant = AUDIENCE.matcher(text);
        if (meant.find()) {
            audience = meant.group(1);
        }
        return answer;
    }

    /** A new key. */
    static KeyPair newKey() {
        return of("", "").key;
    }

    /** Asks for {@code next} in the place of its key, and takes it where it gets it. */
    HttpResponse<byte[]> rotate(Reach collector, KeyPair next) {
        HttpResponse<byte[]> answer =
                collector.send(signed(collector.url(), Wire.ROTATE, rotation(next, next, name, audience), "")
                        .build());
        Matcher told = NAME.matcher(new String(answer.body(), StandardCharsets.UTF_8));
        if (answer.statusCode() < 300 && told.find()) {
            key = next;
            name = told.group(1);
        }
        return answer;
    }

    /** What is sent to have another key. */
    static byte[] rotation(KeyPair next, KeyPair proves, String agent, String audience) {
        String text = Base64.getEncoder().encodeToString(next.getPublic().getEncoded());
        try {
            byte[] proof = new KeyRotation(audience, agent, text).sign(proves.getPrivate());
            return ("{\"publicKey\":\"" + text + "\",\"proof\":\""
                            + Base64.getEncoder().encodeToString(proof) + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request that is signed as it should be. */
    HttpRequest.Builder signed(URI base, String target, byte[] body, String encoding) {
        count++;
        return signed(base, "POST", target, body, encoding, count);
    }

    HttpRequest.Builder signed(URI base, String method, String target, byte[] body, String encoding, long number) {
        SignedRequest request = new SignedRequest(
                audience, method, target, name, number, machine, encoding, SignedRequest.digest(body));
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + target))
                    .timeout(Duration.ofSeconds(60))
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                    .header(Wire.AGENT, name)
                    .header(Wire.COUNT, Long.toString(number))
                    .header(Wire.MACHINE, machine)
                    .header(Wire.SIGNATURE, Base64.getEncoder().encodeToString(request.sign(key.getPrivate())));
            return encoding.isEmpty() ? builder : builder.header("Content-Encoding", encoding);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A snapshot of this host. */
    Snapshot snapshot(long sequence, String value) {
        return SampleSnapshots.of(host, environment, sequence, Map.of("LOG_LEVEL", value));
    }

    /** Delivers a snapshot with every section whole, packed. */
    HttpResponse<byte[]> deliver(Reach collector, Snapshot snapshot) {
        SnapshotDocument document = document(snapshot);
        Set<String> all = new TreeSet<>();
        document.parts().forEach(part -> all.add(part.id()));
        return deliver(collector, document, Optional.empty(), all);
    }

    HttpResponse<byte[]> deliver(
            Reach collector, SnapshotDocument document, Optional<Manifest> base, Set<String> whole) {
        String target = arrived > 0 ? Wire.SNAPSHOTS + "?" + Wire.ARRIVED + "=" + arrived : Wire.SNAPSHOTS;
        return collector.send(signed(collector.url(), target, packed(Delivery.of(document, base, whole)), "gzip")
                .build());
    }

    static SnapshotDocument document(Snapshot snapshot) {
        try {
            return SnapshotDocument.read(SampleSnapshots.bytes(snapshot), "test");
        } catch (FormatException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] packed(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** What an answer says. */
    static DeliveryAnswer told(HttpResponse<byte[]> answer) {
        try {
            return DeliveryAnswer.read(answer.body(), "answer");
        } catch (FormatException e) {
            throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8), e);
        }
    }
}
