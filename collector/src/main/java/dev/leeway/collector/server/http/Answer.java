package dev.leeway.collector.server.http;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.JsonOut;
import dev.leeway.schema.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param type of the body, with its character set where it is text
 * @param body all of it
 * @param headers besides those every answer has
 */
public record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    public Answer {
        requireNonNull(type, "type is null");
        requireNonNull(body, "body is null");
        headers = Map.copyOf(headers);
    }

    /** JSON. */
    public static Answer json(int status, byte[] document) {
        return new Answer(status, Wire.JSON, document, Map.of());
    }

    /** JSON as it is written by {@code content}. */
    public static Answer json(int status, JsonOut.Content content) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            JsonOut.writing(document, out -> {
                content.write(out);
                out.raw('\n');
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return json(status, document.toByteArray());
    }

    /** Text of a type. */
    public static Answer text(int status, String type, String text) {
        return new Answer(status, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** Nothing but that it is done. */
    public static Answer done() {
        return new Answer(204, "", new byte[0], Map.of());
    }

    /** A refusal. */
    public static Answer of(RefusedException refusal) {
        Problem problem = refusal.problem();
        Map<String, String> headers = new TreeMap<>();
        if (problem.retrySeconds() > 0) {
            headers.put("Retry-After", Integer.toString(problem.retrySeconds()));
        }
        if (problem.status() == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        return new Answer(problem.status(), Wire.PROBLEM, problem.document(), headers);
    }
}
