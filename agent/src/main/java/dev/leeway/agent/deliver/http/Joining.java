package dev.leeway.agent.deliver.http;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.JsonOut;
import dev.leeway.schema.json.ReadingLimits;
import dev.leeway.schema.wire.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Has a collector take this host in. */
public final class Joining {
    private static final int MOST_NAME = 500;

    private Joining() {}

    /**
     * What a host says of itself.
     *
     * @param name it goes by
     * @param environment it wants into, where it knows one
     * @param role likewise
     */
    public record Candidate(String name, Optional<String> environment, Optional<String> role) {
        public Candidate {
            requireNonNull(name, "name is null");
            requireNonNull(environment, "environment is null");
            requireNonNull(role, "role is null");
        }
    }

    /**
     * What a collector says of it from then on.
     *
     * @param agent name of its key
     * @param environment it was taken into
     * @param role likewise
     * @param audience to sign for
     */
    public record Taken(String agent, Optional<String> environment, Optional<String> role, String audience) {}

    /**
     * Asks to be taken in.
     *
     * @param token that allows it; never repeated in any complaint
     * @throws TroubleException when the collector would not, or could not be reached
     */
    public static Taken join(CollectorLine line, Signer signer, Candidate candidate, String token)
            throws TroubleException, InterruptedException {
        byte[] body = document(candidate, signer.key().publicKey(), token);
        Reply reply = line.post(Wire.JOIN, signer.headers(Wire.JOIN, "", body), body);
        if (reply.status() != 201 && reply.status() != 200) {
            throw new TroubleException(reply.trouble());
        }
        try {
            return read(reply.body());
        } catch (FormatException e) {
            throw new TroubleException(
                    Trouble.lasting(
                            "answered " + reply.status() + " and nothing a collector says",
                            "check that the address is that of a collector, and update Leeway"),
                    e);
        }
    }

    private static byte[] document(Candidate candidate, String publicKey, String token) {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            JsonOut.writing(document, out -> {
                out.raw("{\"token\":").string(token).raw(",\"publicKey\":").string(publicKey);
                out.raw(",\"host\":{\"name\":").string(candidate.name());
                if (candidate.environment().isPresent()) {
                    out.raw(",\"environment\":").string(candidate.environment().get());
                }
                if (candidate.role().isPresent()) {
                    out.raw(",\"role\":").string(candidate.role().get());
                }
                out.raw("}}\n");
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return document.toByteArray();
    }

    private static Taken read(byte[] document) throws FormatException {
        JsonIn in = new JsonIn(new ByteArrayInputStream(document), "answer", ReadingLimits.DEFAULT);
        String agent = "";
        String audience = "";
        Optional<String> environment = Optional.empty();
        Optional<String> role = Optional.empty();
        in.start();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "agent" -> agent = in.text();
                case "audience" -> audience = in.text();
                case "environment" -> environment = word(in);
                case "role" -> role = word(in);
                default -> in.skip();
            }
        }
        in.end();
        if (!isWord(agent) || !isWord(audience)) {
            throw in.error("no name of an agent, or no audience", "update Leeway");
        }
        return new Taken(agent, environment, role, audience);
    }

    private static Optional<String> word(JsonIn in) throws FormatException {
        if (in.next() == JsonIn.Next.NULL) {
            in.skip();
            return Optional.empty();
        }
        String word = in.text();
        if (!isWord(word)) {
            throw in.error("not a name", "update Leeway");
        }
        return Optional.of(word);
    }

    private static boolean isWord(String text) {
        return !text.isBlank()
                && text.length() <= MOST_NAME
                && text.codePoints().noneMatch(Character::isISOControl);
    }
}
