package dev.leeway.collector.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A collector somewhere, and a way to it. */
interface Reach {
    URI url();

    HttpClient client();

    /** What is answered; an {@link UncheckedIOException} where nobody does. */
    default HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return client().send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
