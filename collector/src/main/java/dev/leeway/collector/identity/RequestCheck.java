package dev.leeway.collector.identity;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.wire.SignedRequest;
import dev.leeway.schema.wire.Wire;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at signed requests: the agent is known, is accepted, and signed exactly this for exactly this collector. Whether the count is
 * fresh and the machine the same is for {@link Registry#advance}, which alone can tell for all collectors.
 */
public final class RequestCheck {
    private static final Pattern NAME = Pattern.compile("a-[0-9a-f]{20}");
    /** Written as it is signed: no sign, no zero before it. */
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,17}");

    private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9+/=:._-]{0,128}");
    private static final int SIGNATURE_BYTES = 64;

    private final String audience;

    /** For the collector that agents know as {@code audience} since they joined. */
    public RequestCheck(String audience) {
        this.audience = requireNonNull(audience, "audience is null");
    }

    /** The agent that a request names, to be looked up; empty where it names none. */
    public static Optional<String> agent(SignedHeaders headers) {
        return headers.agent().filter(name -> NAME.matcher(name).matches());
    }

    /**
     * Looks at a request of an agent.
     *
     * @param body exactly as it came over the wire
     * @param agent of the name it gives, if there is one
     */
    public Checked check(SignedHeaders headers, byte[] body, Optional<Agent> agent, Instant now) {
        if (agent(headers).isEmpty() || fields(headers).isEmpty()) {
            return new Checked.Refused(agent.map(Agent::name), Refusal.MALFORMED);
        }
        if (agent.isEmpty() || !headers.agent().equals(agent.map(Agent::name))) {
            return new Checked.Refused(Optional.empty(), Refusal.UNKNOWN_AGENT);
        }
        Agent known = agent.get();
        Optional<Refusal> refusal = StateRule.refusal(known.stateAt(now));
        if (refusal.isPresent()) {
            return new Checked.Refused(Optional.of(known.name()), refusal.get());
        }
        Fields fields = fields(headers).orElseThrow();
        if (!isSigned(headers, fields, known.name(), known.key(), body)) {
            return new Checked.Refused(Optional.of(known.name()), Refusal.SIGNATURE);
        }
        if (known.certificate().isPresent() && !known.certificate().equals(headers.certificate())) {
            return new Checked.Refused(Optional.of(known.name()), Refusal.CERTIFICATE);
        }
        return new Checked.Verified(known, new Advance(known.name(), fields.count(), fields.machine()));
    }

    /**
     * Whether whoever wants to join has the private half of the key it brings; its count is only part of what is signed.
     *
     * @param audience the collector as the host called it, which knows no other name yet
     */
    public static boolean isJoinSigned(SignedHeaders headers, byte[] body, AgentKey key, String audience) {
        if (!headers.agent().equals(Optional.of(Wire.NOBODY))) {
            return false;
        }
        return fields(headers)
                .map(fields -> new RequestCheck(audience).isSigned(headers, fields, Wire.NOBODY, key, body))
                .orElse(false);
    }

    private boolean isSigned(SignedHeaders headers, Fields fields, String name, AgentKey key, byte[] body) {
        SignedRequest request = new SignedRequest(
                audience,
                headers.method(),
                headers.target(),
                name,
                fields.count(),
                fields.machine(),
                headers.encoding(),
                SignedRequest.digest(body));
        return request.isSigned(fields.signature(), key.publicKey());
    }

    /** What the headers hold, each of its shape. */
    private record Fields(long count, String machine, byte[] signature) {}

    private static Optional<Fields> fields(SignedHeaders headers) {
        String count = headers.count().orElse("");
        String machine = headers.machine().orElse("");
        Optional<byte[]> signature = headers.signature().flatMap(RequestCheck::signature);
        if (!COUNT.matcher(count).matches() || !MACHINE.matcher(machine).matches() || signature.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Fields(Long.parseLong(count), machine, signature.get()));
    }

    /** One signature has one text, or what was altered could still be accepted. */
    private static Optional<byte[]> signature(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            boolean only = bytes.length == SIGNATURE_BYTES
                    && Base64.getEncoder().encodeToString(bytes).equals(text);
            return only ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
