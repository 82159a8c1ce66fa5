package dev.leeway.agent.deliver.http;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.deliver.Membership.Trust;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.wire.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to one collector. Nobody is sent on, no cookie is kept, no proxy is asked but one the Java runtime was given, and an answer has
 * its time and its size.
 */
public final class CollectorLine {
    private static final int MOST_ANSWER = 16 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final URI collector;
    private final HttpClient client;
    private final Duration patience;
    private final String product;
    private final Trust trust;

    /**
     * A line to a collector; nothing is opened yet.
     *
     * @param collector as {@link CollectorAddress} reads it
     * @param patience how long one answer may take
     * @param product what to call this program
     * @throws FormatException when a file of {@code trust} will not do
     */
    public CollectorLine(URI collector, Trust trust, Duration patience, String product) throws FormatException {
        this.collector = requireNonNull(collector, "collector is null");
        this.patience = requireNonNull(patience, "patience is null");
        this.product = product;
        this.trust = trust;
        HttpClient.Builder builder = HttpClient.newBuilder()
                // The answer to an offer to speak HTTP/2 would be larger than what is said.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        if (collector.getScheme().equals("https")) {
            builder.sslContext(TrustedContext.of(trust));
        }
        this.client = builder.build();
    }

    /** Where it leads. */
    URI collector() {
        return collector;
    }

    /** Sends one request. */
    Reply post(String target, Map<String, String> headers, byte[] body) throws TroubleException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(collector.resolve(target))
                .timeout(patience)
                .header("User-Agent", product)
                .header("Content-Type", Wire.JSON)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), head -> new BoundedBody(MOST_ANSWER));
        try {
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    Reply.after(response.headers().firstValue("Retry-After")),
                    response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TroubleException(
                    Trouble.passing("gave no answer in time", "").butUnsure(), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TroubleException(ConnectionTrouble.of(cause, collector, trust), cause);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }
}
