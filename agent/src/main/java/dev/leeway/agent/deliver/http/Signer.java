package dev.leeway.agent.deliver.http;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.deliver.AgentKey;
import dev.leeway.schema.wire.SignedRequest;
import dev.leeway.schema.wire.Wire;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who speaks, and how that is proved.
 *
 * @param audience whom it is meant for
 * @param agent the name of the key, {@link Wire#NOBODY} while it joins
 * @param key of this host
 * @param machine tag of this start of it; may be empty
 * @param count asked once for each request
 */
public record Signer(String audience, String agent, AgentKey key, String machine, Count count) {
    /** Counts requests. */
    public interface Count {
        /** One higher than ever before. */
        long next() throws IOException;
    }

    public Signer {
        requireNonNull(audience, "audience is null");
        requireNonNull(agent, "agent is null");
        requireNonNull(key, "key is null");
        requireNonNull(machine, "machine is null");
        requireNonNull(count, "count is null");
    }

    /**
     * The headers that prove a request.
     *
     * @param encoding of the body; empty where it is plain
     */
    Map<String, String> headers(String target, String encoding, byte[] body) throws TroubleException {
        long next;
        try {
            next = count.next();
        } catch (IOException e) {
            throw new TroubleException(
                    Trouble.lasting("requests cannot be counted", "make room on the disk of the state directory"), e);
        }
        SignedRequest request =
                new SignedRequest(audience, "POST", target, agent, next, machine, encoding, SignedRequest.digest(body));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Wire.AGENT, agent);
        headers.put(Wire.COUNT, Long.toString(next));
        if (!machine.isEmpty()) {
            headers.put(Wire.MACHINE, machine);
        }
        if (!encoding.isEmpty()) {
            headers.put("Content-Encoding", encoding);
        }
        headers.put(Wire.SIGNATURE, key.sign(request));
        return headers;
    }
}
