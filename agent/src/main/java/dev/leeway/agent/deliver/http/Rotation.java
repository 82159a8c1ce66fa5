package dev.leeway.agent.deliver.http;

import dev.leeway.agent.deliver.AgentKey;
import dev.leeway.schema.json.JsonOut;
import dev.leeway.schema.wire.KeyRotation;
import dev.leeway.schema.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Has a collector take another key in the place of the one that signs. */
public final class Rotation {
    private Rotation() {}

    /**
     * Asks for it. The same key as the one that signs is no change, and tells whether the collector has it.
     *
     * @param signer who is believed until now
     * @param next that is to be believed
     * @throws TroubleException when the collector would not, or nobody knows whether it did
     */
    public static void rotate(CollectorLine line, Signer signer, AgentKey next)
            throws TroubleException, InterruptedException {
        byte[] body = document(signer, next);
        Reply reply = line.post(Wire.ROTATE, signer.headers(Wire.ROTATE, "", body), body);
        // A status alone is what any server answers; what a collector says names the key.
        boolean done = (reply.status() == 201 || reply.status() == 200) && reply.names(next.name());
        if (!done) {
            throw new TroubleException(
                    reply.status() < 300
                            ? Trouble.lasting(
                                    "answered " + reply.status() + " and nothing a collector says",
                                    "check that the address is that of a collector, and update Leeway")
                            : reply.trouble());
        }
    }

    private static byte[] document(Signer signer, AgentKey next) {
        String proof = next.prove(new KeyRotation(signer.audience(), signer.agent(), next.publicKey()));
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            JsonOut.writing(document, out -> {
                out.raw("{\"publicKey\":").string(next.publicKey());
                out.raw(",\"proof\":").string(proof).raw("}\n");
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return document.toByteArray();
    }
}
