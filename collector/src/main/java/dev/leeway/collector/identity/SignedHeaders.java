package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a request says of itself beside its body, as it came over the wire.
 *
 * @param method in capitals
 * @param target path and query as they were sent
 * @param agent value of {@code Leeway-Agent}; empty where it is missing or there more than once, as with the next
 * @param count value of {@code Leeway-Count}
 * @param machine value of {@code Leeway-Machine}
 * @param signature value of {@code Leeway-Signature}
 * @param encoding value of {@code Content-Encoding}, empty where there is none
 * @param certificate SHA-256 in hex of the public key in the client certificate of the connection, where it showed one
 */
public record SignedHeaders(
        String method,
        String target,
        Optional<String> agent,
        Optional<String> count,
        Optional<String> machine,
        Optional<String> signature,
        String encoding,
        Optional<String> certificate) {
    public SignedHeaders {
        requireNonNull(method, "method is null");
        requireNonNull(target, "target is null");
        requireNonNull(agent, "agent is null");
        requireNonNull(count, "count is null");
        requireNonNull(machine, "machine is null");
        requireNonNull(signature, "signature is null");
        requireNonNull(encoding, "encoding is null");
        requireNonNull(certificate, "certificate is null");
    }
}
