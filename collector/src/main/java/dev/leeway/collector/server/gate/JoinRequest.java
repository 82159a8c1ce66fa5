package dev.leeway.collector.server.gate;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.ReadingLimits;
import java.io.ByteArrayInputStream;
import java.util.Optional;

/**
 * What a host that wants to join says.
 *
 * @param token it shows
 * @param publicKey base64 of the key it is to be known by
 * @param host its name
 * @param environment it says it is in
 * @param role it says it has
 */
record JoinRequest(String token, String publicKey, String host, Optional<String> environment, Optional<String> role) {
    private static final ReadingLimits LIMITS = new ReadingLimits(16 << 10, 1, 8, 4 << 10, 100, 100);

    JoinRequest {
        requireNonNull(token, "token is null");
        requireNonNull(publicKey, "publicKey is null");
        requireNonNull(host, "host is null");
        requireNonNull(environment, "environment is null");
        requireNonNull(role, "role is null");
    }

    /** What a body says; members that are not known are passed over. */
    static JoinRequest read(byte[] body) throws RefusedException {
        try {
            JsonIn in = new JsonIn(new ByteArrayInputStream(body), "join", LIMITS);
            JoinRequest asked = new JoinRequest("", "", "", Optional.empty(), Optional.empty());
            in.start();
            in.beginObject();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                asked = switch (name) {
                    case "token" ->
                        new JoinRequest(in.text(), asked.publicKey, asked.host, asked.environment, asked.role);
                    case "publicKey" ->
                        new JoinRequest(asked.token, in.text(), asked.host, asked.environment, asked.role);
                    case "host" -> asked.host(in);
                    default -> asked.passing(in);
                };
            }
            in.end();
            return asked;
        } catch (FormatException e) {
            throw Problems.malformed(String.valueOf(e.getMessage()), "see docs/protocol.md");
        }
    }

    private JoinRequest passing(JsonIn in) throws FormatException {
        in.skip();
        return this;
    }

    private JoinRequest host(JsonIn in) throws FormatException {
        String called = host;
        Optional<String> within = environment;
        Optional<String> as = role;
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "name" -> called = in.text();
                case "environment" -> within = Optional.of(in.text());
                case "role" -> as = Optional.of(in.text());
                default -> in.skip();
            }
        }
        return new JoinRequest(token, publicKey, called, within, as);
    }
}
