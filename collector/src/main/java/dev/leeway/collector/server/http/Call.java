package dev.leeway.collector.server.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read whole.
 *
 * @param method in capitals
 * @param target path and query as they were sent
 * @param path what the variables of the route's path stand for, decoded
 * @param query parameters, decoded; the first of each name
 * @param headers by their names in lower case
 * @param body as it came over the wire
 * @param remote address of the sender, or of a proxy
 * @param certificate SHA-256 in hex of the public key (X.509 SubjectPublicKeyInfo) in the sender's certificate, where one was asked for
 */
public record Call(
        String method,
        String target,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String remote,
        Optional<String> certificate) {
    public Call {
        requireNonNull(method, "method is null");
        requireNonNull(target, "target is null");
        path = Map.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        requireNonNull(body, "body is null");
        requireNonNull(remote, "remote is null");
        requireNonNull(certificate, "certificate is null");
    }

    /** A header, where it was sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** A variable of the path, which the route has. */
    public String variable(String name) {
        return requireNonNull(path.get(name), name);
    }

    /** A parameter that was given. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(text -> !text.isEmpty());
    }

    /**
     * A parameter that is a whole number.
     *
     * @throws RefusedException when it is none, or beyond {@code least} and {@code most}
     */
    public long number(String name, long usual, long least, long most) throws RefusedException {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, in the same words as one that is too large.
        }
        throw Problems.malformed(
                "the parameter " + name + " is no whole number from " + least + " to " + most, "correct it");
    }

    /** One of several words. */
    public String word(String name, String usual, List<String> words) throws RefusedException {
        String word = parameter(name).orElse(usual);
        if (!words.contains(word)) {
            throw Problems.malformed(
                    "the parameter " + name + " is none of " + String.join(", ", words), "choose one of them");
        }
        return word;
    }
}
